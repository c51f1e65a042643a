using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Aws;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Execution;

/// <summary>
/// More candidates than EC2's buckets hold, all of them scaled down: a tenth of EC2's, so that 10 deletions may go at once and one every
/// two seconds after that.
/// </summary>
[Collection(nameof(ProcessWideState))]
public sealed class SmallBucketTests
{
    private const double Scale = 0.1;
    private const string Delete =
        """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "deleteRatePerSecond": 0.4, "deleteBurst": 8 }""";

    private static readonly string TwoHundred = $""" "snapshots": [ {Scenario.Old(200)} ] """;

    public static TheoryData<string, double> Faults => new()
    {
        { "throttle", 0.2 }, { "internalError", 0.05 }, { "resetBefore", 0.02 }, { "lostReply", 0.02 }, { "unavailable", 0.05 },
        { "html", 0.02 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_candidate_goes_whatever_faults_there_are(string fault, double rate)
    {
        var time = new InstantTime();
        await using var night = await OverAsync(
            time,
            new FaultScript([new FaultRule { Fault = InjectedFault.All.Single(one => one.Name == fault), Rate = rate }], seed: 1).For);

        for (var i = 0; i < 3 && night.SnapshotIds.Any(); i++)
        {
            var result = await night.RunAsync(Delete, TimeSpan.FromHours(4));
            Assert.NotEqual(RunStatus.Refused, result.Status);
            Assert.NotEqual(RunStatus.Failed, result.Status);
        }

        Assert.Empty(night.SnapshotIds);
    }

    [Fact]
    public async Task Two_functions_of_one_account_that_begin_at_the_same_time_are_both_done()
    {
        var time = new InstantTime();
        await using var night = await OverAsync(time);

        var results = await Task.WhenAll(
            night.RunAsync(Delete.Replace("{ ", """{ "includeTags": {"Of": ["a"]}, """, StringComparison.Ordinal), TimeSpan.FromHours(4)),
            night.RunAsync(Delete.Replace("{ ", """{ "includeTags": {"Of": ["b"]}, """, StringComparison.Ordinal), TimeSpan.FromHours(4)));

        Assert.All(results, result => Assert.Equal((RunStatus.Succeeded, 100), (result.Status, result.Totals.Deleted)));
        Assert.Empty(night.SnapshotIds);
    }

    private static Task<Scenario> OverAsync(InstantTime time, Func<ApiCall, InjectedFault?>? faults = null) => Scenario.OverAsync(
        Tagged(TwoHundred), new SandboxOptions { RequestLimitScale = Scale, Time = time, Faults = faults });

    private static string Tagged(string snapshots)
    {
        var i = 0;
        return System.Text.RegularExpressions.Regex.Replace(
            snapshots, """ "ageDays":""", _ => $$""" "tags": { "Of": "{{(i++ % 2 == 0 ? 'a' : 'b')}}" }, "ageDays": """);
    }
}
