using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;
using Backoff = SnapshotLambda.Pacing.Backoff;

namespace SnapshotLambda.Tests.Execution;

/// <summary>
/// Each fault at each rate, on every call: after at most three nights all that may go is gone and nothing else, no request is
/// made more than five times, and every night's account is true.
/// </summary>
[Collection(nameof(ProcessWideState))]
public sealed class FaultMatrixTests
{
    private const int Eligible = 150;
    private const int Nights = 3;

    // Some reads are asked for once a night: at higher rates a night, rightly, ends before it begins.
    public static TheoryData<string, double> Faults
    {
        get
        {
            var rows = new TheoryData<string, double>();
            foreach (var fault in (string[])
            [
                "throttle", "internalError", "internalErrorAfter", "unavailable", "resetBefore", "lostReply", "cutReply", "truncatedXml",
                "emptyBody", "html", "htmlError",
            ])
                foreach (var rate in (double[])[0.02, 0.2])
                    rows.Add(fault, rate);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_fault_delays_at_most(string fault, double rate) =>
        HoldsAsync(new FaultRule { Fault = Named(fault), Rate = rate });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task All_of_a_bad_night_s_faults_together_delay_at_most(int seed) =>
        HoldsAsync(
            seed,
            new FaultRule { Fault = InjectedFault.Throttle, Rate = 0.2 },
            new FaultRule { Fault = InjectedFault.InternalError, Rate = 0.05 },
            new FaultRule { Fault = InjectedFault.ResetBefore, Rate = 0.02 },
            new FaultRule { Fault = InjectedFault.LostReply, Rate = 0.02 });

    private static InjectedFault Named(string fault) => InjectedFault.All.Single(candidate => candidate.Name == fault);

    private static Task HoldsAsync(params FaultRule[] rules) => HoldsAsync(seed: 1, rules);

    private static async Task HoldsAsync(int seed, params FaultRule[] rules)
    {
        var region = $$"""
            "images": [ { "id": "ami-00000001", "snapshotIds": [ {{string.Join(", ", Enumerable.Range(0, 30).Select(i => $""" "snap-used-{i:D4}" """))}} ] } ],
            "snapshots": [ {{Scenario.Old(Eligible)}}, {{Scenario.Old(30, "used")}}, { "id": "snap-young", "volumeId": "vol-y", "ageDays": 3 } ]
            """;
        await using var night = await Scenario.OverAsync(
            region, new SandboxOptions { RequestLimits = false, Seed = seed, Faults = new FaultScript(rules, seed).For });
        var (deleted, uncertain) = (0, 0);
        for (var i = 0; i < Nights && night.SnapshotIds.Any(id => id.StartsWith("snap-old", StringComparison.Ordinal)); i++)
        {
            var before = night.Calls.Count;

            var result = await night.RunAsync(Scenario.Delete());

            deleted += result.Totals.Deleted ?? 0;
            uncertain += result.Totals.Failed;
            Assert.Equal(
                result.Status is RunStatus.Succeeded,
                result is { Totals: { Failed: 0, NotAttempted: 0, Remaining: 0 }, Regions: [{ PlanDigest: not null }] });
            Assert.All(Attempts(night.Calls.Skip(before)), attempts => Assert.InRange(attempts, 1, Backoff.ThrottledAttempts));
        }

        Assert.Equal(31, night.SnapshotIds.Count());
        Assert.DoesNotContain(night.SnapshotIds, id => id.StartsWith("snap-old", StringComparison.Ordinal));
        Assert.InRange(Eligible - deleted, 0, uncertain);
    }

    /// <summary>How often each request, by all its parameters, was made.</summary>
    private static IEnumerable<int> Attempts(IEnumerable<CallRecord> calls) =>
        calls.GroupBy(
            call => $"{call.Action} {string.Join('&', call.Parameters.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}")
            .Select(request => request.Count());
}
