using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Access;

/// <summary>An endpoint, or something on the way to it, that does what it is only asked about.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class DryRunIgnoredTests
{
    private const string Young = """{ "id": "snap-young", "volumeId": "vol-y", "ageDays": 3 }""";
    private static readonly string Region = $""" "snapshots": [ {Scenario.Old(6)}, {Young} ] """;

    private static SandboxOptions Ignoring(params string[] actions) =>
        Scenario.Faulty(call => actions.Contains(call.Action) ? InjectedFault.IgnoreDryRun : null);

    private static IEnumerable<string> AskedInDryRun(Scenario night) =>
        night.Calls.Where(call => call.Parameters.ContainsKey("DryRun")).Select(call => call.Action);

    [Theory]
    [InlineData(Scenario.Look, "DescribeSnapshots", "DeleteSnapshot")]
    [InlineData(Scenario.Look, "DescribeSnapshots")]
    [InlineData("""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100 }""", "DescribeSnapshots", "DeleteSnapshot")]
    [InlineData(
        """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "graceDays": 3 }""",
        "DescribeSnapshots",
        "DeleteSnapshot",
        "CreateTags")]
    public async Task Ends_the_region_by_a_listing_before_anything_else_is_tried(string payload, params string[] ignoring)
    {
        await using var night = await Roles.FencedAsync(Region, Ignoring(ignoring));

        var result = await night.RunAsync(payload);

        Assert.Equal((RunStatus.Failed, "DryRunIgnored", "untried"), (result.Status, result.Reason, result.Regions[0].Fence));
        Assert.Equal(["DescribeSnapshots"], AskedInDryRun(night));
        Assert.Equal(0, night.CallsOf("DeleteSnapshot"));
        Assert.Equal(7, night.SnapshotIds.Count());
        Assert.Contains("so nothing was deleted", result.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_ENDPOINT_URL", result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_the_region_where_what_cannot_exist_is_said_to_be_deleted()
    {
        await using var night = await Roles.FencedAsync(Region, Scenario.Faulty(call => call.Action == "DeleteSnapshot"
            ? new InjectedFault("ignored")
            {
                Reshape = _ => new(
                    200,
                    "text/xml",
                    "<DeleteSnapshotResponse><requestId>r</requestId><return>true</return></DeleteSnapshotResponse>"u8.ToArray()),
            }
            : null));

        var result = await night.RunAsync(Scenario.Look);

        Assert.Equal((RunStatus.Failed, "DryRunIgnored"), (result.Status, result.Reason));
        Assert.Contains("so nothing was deleted", result.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (night.CallsOf("DeleteSnapshot"), night.Asked(dryRun: true).Count));
    }

    [Fact]
    public async Task What_only_deletes_in_spite_of_it_costs_one_candidate_at_most_and_the_run_says_so()
    {
        await using var night = await Roles.FencedAsync(Region, Ignoring("DeleteSnapshot"));

        var result = await night.RunAsync(Scenario.Look);

        Assert.Equal((RunStatus.Failed, "DryRunIgnored"), (result.Status, result.Reason));
        Assert.Contains("may be gone", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was", $"{result.Message} {result.NextStep}", StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["snap-old-0000"], night.Asked(dryRun: true));
    }

    [Fact]
    public async Task What_must_stay_is_never_tried_without_a_fence_where_no_candidate_has_shown_that_DryRun_is_heeded()
    {
        await using var night = await Roles.FencedAsync(
            $""" "snapshots": [ {Young} ] """,
            Scenario.Faulty(call => call.Action == "DeleteSnapshot"
                ? InjectedFault.IgnoreDryRun with { Retell = InjectedFault.OpaqueDenial.Retell }
                : null));

        var result = await night.RunAsync(Scenario.Look);

        Assert.Equal((RunStatus.Succeeded, "untried"), (result.Status, result.Regions[0].Fence));
        Assert.Equal(["snap-young"], night.SnapshotIds);
        Assert.Equal(2, night.Policies().Count);
    }

    [Fact]
    public async Task The_trial_goes_on_where_a_listing_with_DryRun_is_refused()
    {
        await using var night = await Roles.FencedAsync(
            Region,
            Scenario.Faulty(call => call.Action == "DescribeSnapshots" && call.Parameters.IsTrue("DryRun")
                ? new InjectedFault("denied")
                {
                    Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized to perform this operation.", 403),
                }
                : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 6, "verified"), (result.Status, result.Totals.Deleted, result.Regions[0].Fence));
    }

    [Theory]
    [InlineData(Scenario.Look, 2, 3)]
    [InlineData("""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100 }""", 1, 3)]
    public async Task A_region_takes_few_calls_for_it(string payload, int listings, int deletions)
    {
        await using var night = await Roles.FencedAsync(Region);

        await night.RunAsync(payload);

        Assert.Equal((listings, deletions), (AskedInDryRun(night).Count(action => action == "DescribeSnapshots"),
            AskedInDryRun(night).Count(action => action == "DeleteSnapshot")));
    }

    [Fact]
    public async Task A_region_without_a_role_is_seen_to_heed_it_before_denials_are_looked_into()
    {
        const string Some = """[{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*"], "Resource": "*" }, { "Effect": "Allow", "Action": "ec2:DeleteSnapshot", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Free": "yes" } } }]""";
        var free = Scenario.Old(20, "free")
            .Replace(""" "ageDays":""", """ "tags": { "Free": "yes" }, "ageDays":""", StringComparison.Ordinal);
        await using var night = await Scenario.WithRoleAsync(
            $""" "snapshots": [ {Scenario.Old(20).Replace(""" "ageDays": """, """ "ageDays": 1""", StringComparison.Ordinal)}, {free} ] """,
            Some,
            Ignoring("DescribeSnapshots", "DeleteSnapshot"));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.PartiallyFailed, "DryRunIgnored", 0), (result.Status, result.Reason, result.Totals.Deleted));
        Assert.Equal(40, night.SnapshotIds.Count());
        Assert.Empty(night.Asked(dryRun: true));
    }

    [Fact]
    public async Task A_region_without_a_role_is_seen_to_heed_it_before_denied_marks_are_looked_into()
    {
        const string Some = """[{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot"], "Resource": "*" }]""";
        await using var night = await Scenario.WithRoleAsync(
            $""" "snapshots": [ {Scenario.Old(500)} ] """, Some, Ignoring("DescribeSnapshots", "CreateTags"));

        var result = await night.RunAsync(Scenario.Delete(""" "graceDays": 3 """));

        Assert.Equal((RunStatus.PartiallyFailed, "UnauthorizedOperation", 0), (result.Status, result.Reason, result.Totals.Marked));
        Assert.DoesNotContain("CreateTags", AskedInDryRun(night));
    }
}
