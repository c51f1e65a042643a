using System.Globalization;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>The guard that asks of candidates one by one: which ones, how many, and what becomes of those it did not ask about.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class SharingTests
{
    private const string Shared = """ "sharedWith": ["444455556666"] """;

    [Theory]
    [InlineData(""" "444455556666" """, true)]
    [InlineData(""" "all" """, true)]
    [InlineData(""" "111122223333" """, false)]
    [InlineData(""" "111122223333", "444455556666" """, true)]
    [InlineData("", false)]
    public async Task Keeps_what_anyone_but_the_account_itself_may_use(string users, bool isKept)
    {
        await using var night = await Scenario.OverAsync($$"""
            "snapshots": [ { "id": "snap-a", "volumeId": "vol-1", "ageDays": 90, "sharedWith": [{{users}}] }, { "id": "snap-b", "volumeId": "vol-1", "ageDays": 80 } ]
            """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(isKept ? ["snap-a"] : [], night.SnapshotIds);
        Assert.Equal(isKept ? 1 : 0, result.Totals.Kept.GetValueOrDefault("SharedWithOthers"));
        Assert.Equal(users.Contains("all", StringComparison.Ordinal) ? 1 : 2, night.CallsOf("DescribeSnapshotAttribute"));
    }

    [Fact]
    public async Task Shared_ones_take_nobody_s_turn_and_nothing_beyond_the_cap_is_asked_about()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Older(12, Shared)}, {Scenario.Old(30)} ] """);

        var dry = await night.RunAsync("""{ "keepLatestPerVolume": 0, "maxDeletePercent": 100, "maxDeletions": 10 }""");
        var asked = night.CallsOf("DescribeSnapshotAttribute");
        var real = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 10 """));

        Assert.Equal((RunStatus.Succeeded, 10, 22), (dry.Status, dry.Totals.WouldDelete, asked));
        Assert.Equal((RunStatus.Incomplete, "Cap", 10, 20), (real.Status, real.Reason, real.Totals.Deleted, real.Totals.Remaining));
        Assert.Equal([("OverCap", 20), ("SharedWithOthers", 12)], real.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"snap-old-{i:D4}"), night.Deletions.Order(StringComparer.Ordinal));
        Assert.Equal(dry.PlanDigest, real.PlanDigest);
        Assert.Equal(dry.Totals.Kept, real.Totals.Kept);
        Assert.Equal(2 * asked, night.CallsOf("DescribeSnapshotAttribute"));
    }

    [Fact]
    public async Task What_the_plan_did_not_ask_about_is_asked_about_before_it_is_deleted()
    {
        // The ten oldest cannot be deleted, so that the next have their turn, of whom some are shared.
        var locked = Older(10, """ "lock": "governance" """);
        var next = string.Join(
            ", ",
            Enumerable.Range(0, 20)
                .Select(
                    i => $$"""{ "id": "snap-next-{{i:D4}}", "volumeId": "vol-{{i}}", "ageDays": {{900 - i}}{{(i % 2 == 0 ? ", " + Shared : "")}} }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {locked}, {next} ] """);

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 10, "skipGuards": ["locks"] """));

        Assert.Equal((RunStatus.Succeeded, 10), (result.Status, result.Totals.Deleted));
        Assert.Equal([("Locked", 10), ("SharedWithOthers", 10)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(30, night.CallsOf("DescribeSnapshotAttribute"));
        Assert.All(
            night.SnapshotIds.Where(id => id.StartsWith("snap-next", StringComparison.Ordinal)),
            id => Assert.Equal(0, int.Parse(id[^4..], CultureInfo.InvariantCulture) % 2));
        AssertNothingWasDeletedUnasked(night);
    }

    [Theory]
    [InlineData("denied", "UnauthorizedOperation", 1)]
    [InlineData("internalError", "InternalError", 5)]
    [InlineData("html", "UnreadableReply", 5)]
    public async Task What_cannot_be_asked_about_any_more_fails_and_stays(string fault, string code, int attempts)
    {
        var locked = Older(3, """ "lock": "governance" """);
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {locked}, {Scenario.Old(20)} ] """, Silent(fault, "snap-old-"));

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 3, "skipGuards": ["locks"] """));

        Assert.Equal((RunStatus.PartiallyFailed, 0, 20), (result.Status, result.Totals.Deleted, result.Totals.Failed));
        Assert.All(result.Regions[0].Failures, failure => Assert.Equal((code, attempts), (failure.Code, failure.Attempts)));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => $"snap-older-{i:D4}"), night.Deletions.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("denied", "UnauthorizedOperation", 1)]
    [InlineData("internalError", "InternalError", 5)]
    public async Task One_that_EC2_does_not_tell_of_fails_alone(string fault, string code, int attempts)
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(20)} ] """, Silent(fault, "snap-old-0007"));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.PartiallyFailed, "DeletionsFailed", 19, 1),
            (result.Status, result.Reason, result.Totals.Deleted, result.Totals.Failed));
        Assert.Equal(
            ("snap-old-0007", code, attempts),
            Assert.Single(result.Regions[0].Failures.Select(failure => (failure.SnapshotId, failure.Code, failure.Attempts))));
        Assert.Equal(["snap-old-0007"], night.SnapshotIds);
        Assert.Equal(19 + attempts, night.CallsOf("DescribeSnapshotAttribute"));
        AssertNothingWasDeletedUnasked(night);
    }

    [Fact]
    public async Task Names_the_first_snapshot_where_EC2_tells_of_none()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """, Silent("internalError", "snap-old-"));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Refused, "GuardUnreadable"), (result.Status, result.Reason));
        Assert.Contains("snap-old-000", result.Message, StringComparison.Ordinal);
        Assert.Empty(night.Deletions);
    }

    [Fact]
    public async Task Those_that_are_shared_hide_no_policy_that_denies_every_deletion()
    {
        var alternating = string.Join(", ", Enumerable.Range(0, 40).Select(
            i => $$"""{ "id": "snap-{{i:D4}}", "volumeId": "vol-{{i}}", "ageDays": {{900 - i}}{{(i % 2 == 1 ? ", " + Shared : "")}} }"""));
        await using var night = await Scenario.WithRoleAsync(
            $""" "snapshots": [ {alternating} ] """,
            """[{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*"], "Resource": "*" }]""");

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 2 """));

        Assert.Equal((RunStatus.PartiallyFailed, "UnauthorizedOperation", 3), (result.Status, result.Reason, result.Totals.Failed));
        Assert.Equal(3, night.Calls.Count(call => call.Action == "DeleteSnapshot" && !call.Parameters.ContainsKey("DryRun")));
    }

    [Fact]
    public async Task Throttled_for_good_it_leaves_the_rest_to_the_next_run()
    {
        var locked = Older(3, """ "lock": "governance" """);
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {locked}, {Scenario.Old(4)} ] """, Silent(InjectedFault.Throttle.Name, "snap-old-"));

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 3, "skipGuards": ["locks"] """));

        Assert.Equal(
            (RunStatus.Incomplete, "Throttled", 4, 0), (result.Status, result.Reason, result.Totals.NotAttempted, result.Totals.Failed));
        Assert.Equal(7, night.SnapshotIds.Count());
    }

    [Fact]
    public async Task One_that_is_gone_meanwhile_is_shared_with_nobody_and_counts_as_gone()
    {
        Scenario night = null!;
        night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """, new SandboxOptions
        {
            RequestLimits = false,
            Faults = call =>
                {
                    if (call.Action == "DescribeSnapshotAttribute") night.DeleteBehind("snap-old-0001");
                    return null;
                },
        });
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 2, 1), (result.Status, result.Totals.Deleted, result.Totals.AlreadyGone));
    }

    [Fact]
    public async Task A_plan_asks_about_2000_candidates_at_most_and_the_rest_is_asked_about_in_its_turn()
    {
        var many = string.Join(
            ", ",
            Enumerable.Range(0, 2_050)
                .Select(
                    i => $$"""{ "id": "snap-many-{{i:D4}}", "volumeId": "vol-{{i}}", "ageDays": {{3000 - i}}{{(i is 7 or 2_020 ? ", " + Shared : "")}} }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {many} ] """);

        var dry = await night.RunAsync("""{ "keepLatestPerVolume": 0, "maxDeletePercent": 100, "maxDeletions": 100000 }""");
        var asked = night.CallsOf("DescribeSnapshotAttribute");
        var real = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 100000 """));

        Assert.Equal((2_000, 2_049), (asked, dry.Totals.WouldDelete));
        Assert.Equal(dry.PlanDigest, real.PlanDigest);
        Assert.Equal((RunStatus.Succeeded, 2_048, 2), (real.Status, real.Totals.Deleted, real.Totals.Kept["SharedWithOthers"]));
        Assert.Equal(["snap-many-0007", "snap-many-2020"], night.SnapshotIds);
        Assert.Equal(2_000 + 2_050, night.CallsOf("DescribeSnapshotAttribute"));
        AssertNothingWasDeletedUnasked(night);
    }

    [Fact]
    public async Task Where_there_is_no_time_to_ask_about_all_those_are_asked_about_whose_turn_comes()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(1200)} ] """);

        var result = await night.RunAsync(
            """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100 }""", remaining: TimeSpan.FromSeconds(75));

        Assert.Equal((RunStatus.Incomplete, "Deadline"), (result.Status, result.Reason));
        Assert.InRange(result.Totals.Deleted!.Value, 80, 400);
        Assert.InRange(night.CallsOf("DescribeSnapshotAttribute"), result.Totals.Deleted!.Value, 1199);
        AssertNothingWasDeletedUnasked(night);
    }

    private static SandboxOptions Silent(string fault, string ids) => new()
    {
        RequestLimits = false,
        Faults = call => call.Action == "DescribeSnapshotAttribute"
            && call.Parameters.Text("SnapshotId")!.StartsWith(ids, StringComparison.Ordinal) ? Named(fault) : null,
    };

    private static InjectedFault Named(string fault) => fault == "denied"
        ? new InjectedFault(
            "denied")
        {
            Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized to perform this operation.", 403),
        }
        : InjectedFault.All.Single(candidate => candidate.Name == fault);

    private static string Older(int count, string more) =>
        string.Join(", ", Enumerable.Range(0, count).Select(
            i => $$"""{ "id": "snap-older-{{i:D4}}", "volumeId": "vol-o{{i}}", "ageDays": {{2000 - i}}, {{more}} }"""));

    private static void AssertNothingWasDeletedUnasked(Scenario night)
    {
        var asked = new HashSet<string>();
        foreach (var call in night.Calls)
        {
            if (call.Action == "DescribeSnapshotAttribute") asked.Add(call.Parameters["SnapshotId"]);
            if (call.Action == "DeleteSnapshot") Assert.Contains(call.Parameters["SnapshotId"], asked);
        }
    }
}
