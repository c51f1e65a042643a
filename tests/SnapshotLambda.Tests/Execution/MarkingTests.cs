using System.Globalization;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;
using static SnapshotLambda.Tests.Execution.Marks;

namespace SnapshotLambda.Tests.Execution;

/// <summary>Grace: nights that mark, and later nights that delete.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class MarkingTests
{
    [Fact]
    public async Task Marks_first_and_deletes_when_the_mark_has_passed()
    {
        await using var night = await Scenario.OverAsync(Three);

        var first = await night.RunAsync(Scenario.Delete(Grace));
        var same = await night.RunAsync(Scenario.Delete(Grace));
        var marks = night.SnapshotIds.Select(id => night.TagOf(id, Key)).ToList();
        night.Time.Ahead = TimeSpan.FromDays(3);
        var later = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.Succeeded, 0, 3, 0), (first.Status, first.Totals.Deleted, first.Totals.Marked, first.Totals.Remaining));
        Assert.Contains($"Marked 3 of 3 snapshots to be deleted after {marks[0]}.", first.Message, StringComparison.Ordinal);
        Assert.All(marks, mark => Assert.Equal(Day(2), mark));
        Assert.Equal((RunStatus.Succeeded, 0, 3), (same.Status, same.Totals.Marked, same.Totals.Kept["InGracePeriod"]));
        Assert.Equal((RunStatus.Succeeded, 3, 0), (later.Status, later.Totals.Deleted, later.Totals.Marked));
        Assert.Equal(1, night.CallsOf("CreateTags"));
        Assert.Equal(0, night.CallsOf("DeleteTags"));
        Assert.Equal(
            ["snap-old-0000", "snap-old-0001", "snap-old-0002"], night.Log.Of("snapshot_marked").Select(line => line["snapshotId"]));
        Assert.All(night.Log.Of("snapshot_marked"), line => Assert.Equal(Day(2), line["deleteAfter"]));
    }

    [Fact]
    public async Task Gives_all_of_the_grace_in_a_run_that_was_scheduled_days_ago()
    {
        await using var night = await Scenario.OverAsync(Three);
        var threeDaysAgo = night.Time.GetUtcNow().AddDays(-3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        var late = await night.RunAsync(Scenario.Delete($"""{Grace}, "scheduledTime": "{threeDaysAgo}" """));
        var next = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((3, 0, 3), (late.Totals.Marked, next.Totals.Deleted, next.Totals.Kept["InGracePeriod"]));
        Assert.All(night.SnapshotIds, id => Assert.Equal(Day(2), night.TagOf(id, Key)));
    }

    [Fact]
    public async Task A_dry_run_marks_nothing_and_plans_what_the_real_run_does()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)}, {Marked("snap-due", Day(-1))}, {Marked("snap-saved", Day(-1), """, "DoNotDelete": "" """)} ] """);

        var dry = await night.RunAsync(
            Scenario.Delete(Grace).Replace(""" "dryRun": false""", """ "dryRun": true""", StringComparison.Ordinal));
        var calls = night.CallsOf("CreateTags") + night.CallsOf("DeleteTags") + night.CallsOf("DeleteSnapshot");
        var real = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal(0, calls);
        Assert.Equal((1, 3, 0), (dry.Totals.WouldDelete, dry.Totals.WouldMark, dry.Totals.Remaining));
        Assert.Equal((1, 3), (real.Totals.Deleted, real.Totals.Marked));
        Assert.Equal(dry.PlanDigest, real.PlanDigest);
        Assert.Equal(
            night.Log.Of("snapshot_would_mark").Select(line => line["snapshotId"]),
            night.Log.Of("snapshot_marked").Select(line => line["snapshotId"]));
        Assert.Equal(["snap-saved"], night.Log.Of("snapshot_unmarked").Select(line => line["snapshotId"]));
    }

    [Fact]
    public async Task Takes_the_mark_and_no_other_tag_off_what_was_saved()
    {
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {Marked("snap-saved", Day(3), """, "Name": "mine" """)}, {Marked("snap-marked", Day(3))} ] """);
        night.TagBehind("snap-saved", "DoNotDelete", "yes");

        var result = await night.RunAsync(Scenario.Delete(Grace));
        var stricter = await night.RunAsync(Scenario.Delete($"""{Grace}, "maxAgeDays": 91"""));

        Assert.Equal((RunStatus.Succeeded, 1, 1), (result.Status, result.Totals.Kept["TagExcluded"], result.Totals.Kept["InGracePeriod"]));
        Assert.Equal(
            (null, "mine", "yes"),
            (night.TagOf("snap-saved", Key), night.TagOf("snap-saved", "Name"), night.TagOf("snap-saved", "DoNotDelete")));
        Assert.Equal(1, stricter.Totals.Kept["TooYoung"]);
        Assert.Null(night.TagOf("snap-marked", Key));
        Assert.Equal(
            [("snap-saved", "TagExcluded"), ("snap-marked", "TooYoung")],
            night.Log.Of("snapshot_unmarked").Select(line => ((string)line["snapshotId"]!, (string)line["why"]!)));
        Assert.Contains("marks taken off: 1", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Honours_a_mark_in_the_future_without_grace_and_touches_none()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Marked("snap-later", Day(3))}, {Marked("snap-passed", Day(-3))}, {Marked("snap-saved", Day(3), """, "DoNotDelete": "" """)}, {Scenario.Old(1)} ] """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((2, 1), (result.Totals.Deleted, result.Totals.Kept["InGracePeriod"]));
        Assert.Equal(["snap-later", "snap-saved"], night.SnapshotIds);
        Assert.Equal(0, night.CallsOf("CreateTags") + night.CallsOf("DeleteTags"));
    }

    [Fact]
    public async Task Keeps_and_reports_what_has_a_mark_that_is_no_date()
    {
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {Marked("snap-odd", "next summer")}, {Marked("snap-passed", Day(-3))} ] """);

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.Succeeded, 1, 1), (result.Status, result.Totals.Deleted, result.Totals.Kept["MarkUnreadable"]));
        Assert.Equal(
            ("snap-odd", "next summer"),
            Assert.Single(night.Log.Of("mark_unreadable").Select(line => ((string)line["snapshotId"]!, (string)line["mark"]!))));
        Assert.Equal("next summer", night.TagOf("snap-odd", Key));
    }

    [Fact]
    public async Task Caps_count_what_is_due_and_marks_go_on_beside_them()
    {
        var due = string.Join(", ", Enumerable.Range(0, 12).Select(i => Marked($"snap-due-{i:D2}", Day(-3))));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {due}, {Scenario.Old(30)} ] """);

        var result = await night.RunAsync("""{ "dryRun": false, "graceDays": 2, "maxDeletions": 11, "maxDeletePercent": 27, "keepLatestPerVolume": 0, "deleteBurst": 1000 }""");

        Assert.Equal((RunStatus.Incomplete, "Cap", 11, 30), (result.Status, result.Reason, result.Totals.Deleted, result.Totals.Marked));
        Assert.Equal((1, 1), (result.Totals.Remaining, result.Totals.Kept["OverCap"]));
    }

    [Fact]
    public async Task A_region_whose_plan_is_too_large_only_takes_marks_off_what_was_saved()
    {
        var due = string.Join(", ", Enumerable.Range(0, 12).Select(i => Marked($"snap-due-{i:D2}", Day(-3))));
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {due}, {Scenario.Old(3)}, {Marked("snap-saved", Day(3), """, "DoNotDelete": "" """)} ] """);

        var result = await night.RunAsync("""{ "dryRun": false, "graceDays": 2, "maxDeletePercent": 50, "keepLatestPerVolume": 0 }""");

        Assert.Equal((RunStatus.Refused, 15), (result.Status, result.Totals.NotAttempted));
        Assert.EndsWith("; marks taken off: 1.", result.Regions[0].Message, StringComparison.Ordinal);
        Assert.Null(night.TagOf("snap-saved", Key));
        Assert.Equal(0, night.CallsOf("CreateTags") + night.Deletions.Count);
    }

    [Fact]
    public async Task A_night_of_marks_is_remembered_as_one_that_changed_something()
    {
        await using var night = await Scenario.OverAsync(
            Three, Scenario.Faulty(call => call.Action == "DeleteSnapshot" ? InjectedFault.InternalError : null));
        night.TagBehind("snap-old-0000", Key, Day(-3));
        var payload = Scenario.Delete($"""{Grace}, "idempotencyKey": "{Guid.NewGuid()}" """);

        var first = await night.RunAsync(payload);
        var second = await night.RunAsync(payload);

        Assert.Equal((RunStatus.PartiallyFailed, 2), (first.Status, first.Totals.Marked));
        Assert.True(second.Replayed);
    }

    [Fact]
    public async Task Approved_ids_are_marked_or_deleted_as_their_marks_say_and_no_others()
    {
        await using var night = await Scenario.OverAsync("""
            "snapshots": [ { "id": "snap-00000001", "volumeId": "vol-1", "ageDays": 90 }, { "id": "snap-00000002", "volumeId": "vol-2", "ageDays": 91 }, { "id": "snap-00000003", "volumeId": "vol-3", "ageDays": 92 } ]
            """);
        night.TagBehind("snap-00000002", Key, Day(-3));
        night.TagBehind("snap-00000003", Key, Day(-3));

        var result = await night.RunAsync(Scenario.Delete($"""{Grace}, "approvedSnapshotIds": ["snap-00000001", "snap-00000002"]"""));

        Assert.Equal((1, 1, 1), (result.Totals.Marked, result.Totals.Deleted, result.Totals.Kept["NotApproved"]));
        Assert.Equal(Day(-3), night.TagOf("snap-00000003", Key));
    }
}
