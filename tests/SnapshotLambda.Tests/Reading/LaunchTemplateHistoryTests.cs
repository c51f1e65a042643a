using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Aws;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>Versions of launch templates besides the latest and the default one.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class LaunchTemplateHistoryTests
{
    private static readonly string Region = $$"""
        "snapshots": [ {{Scenario.Old(5)}} ],
        "launchTemplates": [
            { "id": "lt-one", "snapshotIds": ["snap-old-0000"] },
            { "id": "lt-two", "snapshotIds": ["snap-old-0001"], "defaultVersion": 1, "olderVersions": [ { "version": 1 } ] },
            { "id": "lt-many", "snapshotIds": ["snap-old-0001"], "latestVersion": 9, "defaultVersion": 7,
              "olderVersions": [ { "version": 2, "snapshotIds": ["snap-old-0002"] }, { "version": 7, "snapshotIds": ["snap-old-0003"] } ] } ]
        """;

    [Fact]
    public async Task Keep_what_they_name()
    {
        await using var night = await Scenario.OverAsync(Region);

        var dry = await night.RunAsync(Scenario.Look);
        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 1), (result.Status, result.Totals.Deleted));
        Assert.Equal([("UsedByLaunchTemplate", 4)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(["snap-old-0004"], night.Deletions);
        Assert.Equal(dry.PlanDigest, result.PlanDigest);
        Assert.DoesNotContain(result.Notes, note => note.Code == "OlderVersionsDenied");
    }

    [Fact]
    public async Task Are_read_of_those_templates_alone_that_may_have_any()
    {
        await using var night = await Scenario.OverAsync(Region);

        await night.RunAsync(Scenario.Look);

        Assert.Equal(1, night.CallsOf("DescribeLaunchTemplates"));
        Assert.Equal([null, "lt-many"], night.Calls.Where(call => call.Action == "DescribeLaunchTemplateVersions")
            .Select(call => call.Parameters.GetValueOrDefault("LaunchTemplateId"))
            .Order());
    }

    [Fact]
    public async Task Are_not_asked_for_where_the_latest_and_the_default_version_are_to_count()
    {
        await using var night = await Scenario.OverAsync(Region);

        var result = await night.RunAsync(Scenario.Delete("\"launchTemplateVersions\": \"latestAndDefault\""));

        Assert.Equal(["snap-old-0002", "snap-old-0004"], night.Deletions);
        Assert.Equal((0, 1), (night.CallsOf("DescribeLaunchTemplates"), night.CallsOf("DescribeLaunchTemplateVersions")));
        Assert.Equal(3, result.Totals.Kept["UsedByLaunchTemplate"]);
    }

    [Theory]
    [InlineData("DescribeLaunchTemplates")]
    [InlineData("DescribeLaunchTemplateVersions")]
    public async Task Where_a_policy_denies_them_the_latest_and_the_default_version_count_and_a_note_says_so(string action)
    {
        await using var night = await Scenario.OverAsync(Region, Scenario.Faulty(call => IsOfHistory(call, action)
            ? new InjectedFault("denied") { Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized.", 403) }
            : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal(["snap-old-0002", "snap-old-0004"], night.Deletions);
        Assert.Equal(1, Assert.Single(result.Notes, note => note.Code == "OlderVersionsDenied").Count);
    }

    public static TheoryData<string, string> OtherFailures
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var fault in Execution.FaultTests.UnreadableReplies)
            {
                all.Add("DescribeLaunchTemplates", fault);
                all.Add("DescribeLaunchTemplateVersions", fault);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(OtherFailures))]
    public async Task Where_they_cannot_be_read_for_another_cause_the_region_is_refused(string action, string fault)
    {
        await using var night = await Scenario.OverAsync(
            Region, Scenario.Faulty(call => IsOfHistory(call, action) ? InjectedFault.All.Single(one => one.Name == fault) : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Refused, "GuardUnreadable", 5), (result.Status, result.Reason, night.SnapshotIds.Count()));
        Assert.Contains("The guard launchTemplates could not be read", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Notes, note => note.Code == "OlderVersionsDenied");
    }

    [Fact]
    public async Task A_template_that_is_deleted_meanwhile_names_nothing()
    {
        await using var night = await Scenario.OverAsync(Region, Scenario.Faulty(call => IsOfHistory(call, "DescribeLaunchTemplateVersions")
            ? new InjectedFault("gone") { Error = _ => new ApiError("InvalidLaunchTemplateId.NotFound", "It does not exist.") }
            : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 2), (result.Status, result.Totals.Deleted));
        Assert.DoesNotContain(result.Notes, note => note.Code == "OlderVersionsDenied");
    }

    [Fact]
    public async Task Many_of_them_are_read_over_ragged_pages_within_EC2s_limits()
    {
        const int Templates = 300;
        var templates = string.Join(", ", Enumerable.Range(0, Templates).Select(i => $$"""
            { "id": "lt-{{i:D4}}", "olderVersions": [ {{string.Join(", ", Enumerable.Range(1, 9).Select(version => $$"""{ "version": {{version}}, "snapshotIds": ["snap-{{i:D4}}-{{version}}"] }"""))}} ] }
            """));
        var snapshots = string.Join(
            ", ",
            Enumerable.Range(0, Templates).SelectMany(i => Enumerable.Range(1, 9)
                .Select(version => $$"""{ "id": "snap-{{i:D4}}-{{version}}", "volumeId": "vol-1", "ageDays": 500 }""")));
        await using var night = await Scenario.OverAsync(
            $"\"snapshots\": [ {snapshots} ], \"launchTemplates\": [ {templates} ]",
            new SandboxOptions { Time = new InstantTime(), Pages = PageShape.Ragged, Seed = 7 });

        var dry = await night.RunAsync(Scenario.Look);

        Assert.Equal((RunStatus.Succeeded, Templates * 9), (dry.Status, dry.Totals.Kept["UsedByLaunchTemplate"]));
        Assert.DoesNotContain(night.Log.Of("throttled"), _ => true);
    }

    private static bool IsOfHistory(ApiCall call, string action) =>
        call.Action == action && (action == "DescribeLaunchTemplates" || call.Parameters.Text("LaunchTemplateId") is not null);
}
