using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;
using SnapshotLambda.Tests.Reading;
using static SnapshotLambda.Tests.Execution.Retirement;

namespace SnapshotLambda.Tests.Execution;

/// <summary>Deletions through the Recycle Bin.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class RecycleBinTaggingTests
{
    [Fact]
    public async Task Off_deletes_without_a_tag()
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(3)} ]""");

        await night.RunAsync(Scenario.Delete());

        Assert.Equal(0, night.CallsOf("CreateTags"));
        Assert.Empty(BinOf(night));
    }

    [Fact]
    public async Task Keeps_in_the_bin_exactly_what_it_deletes()
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(250)} ]""");

        var result = await night.RunAsync(Scenario.Delete($"""{Use}, "maxDeletions": 240"""));

        Assert.Equal((RunStatus.Incomplete, 240, 10), (result.Status, result.Totals.Deleted, result.Totals.Remaining));
        Assert.Equal(240, BinOf(night).Count());
        Assert.All(night.SnapshotIds, id => Assert.Null(night.TagOf(id, Retired)));
        Assert.Equal(4, night.CallsOf("CreateTags"));
        Assert.Equal(1, night.CallsOf("ListSnapshotsInRecycleBin"));
    }

    [Fact]
    public async Task Looks_the_first_one_up_where_the_bin_is_required_and_then_goes_on()
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(30)} ]""");

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal((RunStatus.Succeeded, 30), (result.Status, result.Totals.Deleted));
        Assert.Equal(30, BinOf(night).Count());
        Assert.Equal(1, night.CallsOf("ListSnapshotsInRecycleBin"));
        Assert.Equal(
            ("snap-old-0000", true),
            Assert.Single(night.Log.Of("recycle_bin_checked").Select(line => ((string)line["snapshotId"]!, (bool)line["isThere"]!))));
    }

    [Fact]
    public async Task Loses_one_snapshot_at_most_where_the_required_rule_is_missing_and_says_so()
    {
        await using var night = await Scenario.OverAsync(
            $$""" "recycleBin": [ { "days": 7, "tag": "other=true" } ], "snapshots": [ {{Scenario.Old(30)}} ] """);

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal((RunStatus.PartiallyFailed, "NotInRecycleBin"), (result.Status, result.Reason));
        Assert.Equal((1, 29, 29), (result.Totals.Deleted, result.Totals.NotAttempted, result.Totals.Remaining));
        Assert.Contains(
            "snap-old-0000 was deleted and is not in the Recycle Bin, so it is gone for good", result.Message, StringComparison.Ordinal);
        Assert.Contains("snapshot-lambda:retired=true in us-east-1", result.NextStep, StringComparison.Ordinal);
        Assert.Equal((1, 1, 5), (night.CallsOf("DeleteSnapshot"), night.CallsOf("CreateTags"), night.CallsOf("ListSnapshotsInRecycleBin")));
        Assert.All(night.SnapshotIds, id => Assert.Null(night.TagOf(id, Retired)));
    }

    [Fact]
    public async Task Waits_for_a_bin_that_lags()
    {
        var looks = 0;
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(3)} ]""",
            Scenario.Faulty(call => call.Action == "ListSnapshotsInRecycleBin" && Interlocked.Increment(ref looks) < 5
                ? Refusal("InvalidSnapshot.NotFound", "Not there yet.")
                : null));

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
    }

    [Theory]
    [InlineData("UnauthorizedOperation", 403, "grant ec2:ListSnapshotsInRecycleBin")]
    [InlineData("InternalError", 500, "check ec2:ListSnapshotsInRecycleBin")]
    public async Task Stops_where_the_bin_cannot_be_read(string code, int status, string advice)
    {
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(30)} ]""",
            Scenario.Faulty(call => call.Action == "ListSnapshotsInRecycleBin" ? Refusal(code, "No.", status) : null));

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal(
            (RunStatus.PartiallyFailed, "RecycleBinUnreadable", 1, 29),
            (result.Status, result.Reason, result.Totals.Deleted, result.Totals.NotAttempted));
        Assert.Contains(advice, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletes_one_at_a_time_until_one_was_found_in_the_bin()
    {
        var locked = string.Join(
            ", ",
            Enumerable.Range(0, 5)
                .Select(
                    i => $$"""{ "id": "snap-fast-{{i}}", "volumeId": "vol-f{{i}}", "ageDays": 2000, "tags": { "aws:backup:source-resource": "x" } }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {locked}, {Scenario.Old(20)} ] """);

        var result = await night.RunAsync(Scenario.Delete($"""{Require}, "skipGuards": {AllGuards}"""));

        Assert.Equal((1, 19), (result.Totals.Deleted, result.Totals.NotAttempted));
        Assert.Equal(5, result.Totals.Kept["ManagedByBackup"]);
        Assert.Equal(6, night.CallsOf("DeleteSnapshot"));
    }

    [Fact]
    public async Task A_lost_reply_does_not_let_an_unseen_rule_pass()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(20)} ] """, Scenario.Faulty(call =>
            call.Action == "DeleteSnapshot" ? InjectedFault.LostReply : call.IsLookUpOfOne() ? InjectedFault.Html : null));

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal(
            (RunStatus.PartiallyFailed, "NotInRecycleBin", 1, 19),
            (result.Status, result.Reason, result.Totals.Failed, result.Totals.NotAttempted));
        Assert.Contains("snap-old-0000 may have been deleted", result.Message, StringComparison.Ordinal);
        Assert.Equal(19, night.SnapshotIds.Count());
    }

    [Theory]
    [InlineData(true, 1, 0)]
    [InlineData(false, 0, 1)]
    public async Task Nor_does_it_where_listings_lag_behind(bool firstReplyAlone, int deleted, int failed)
    {
        var replies = 0;
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(20)} ] """, Scenario.Faulty(call =>
            call.Action == "DeleteSnapshot" && (++replies == 1 || !firstReplyAlone) ? InjectedFault.LostReply : null) with
        { DeletedStillListed = TimeSpan.FromHours(1) });

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal(
            (RunStatus.PartiallyFailed, "NotInRecycleBin", deleted, failed, 19),
            (result.Status, result.Reason, result.Totals.Deleted, result.Totals.Failed, result.Totals.NotAttempted));
        Assert.Equal(19, night.SnapshotIds.Count());
    }

    [Fact]
    public async Task Is_no_success_where_there_was_no_time_to_look()
    {
        Scenario night = null!;
        night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(1)} ]""", Scenario.Faulty(call =>
        {
            if (call.Action == "DeleteSnapshot") night.Time.Leap(TimeSpan.FromSeconds(885));
            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal((RunStatus.Incomplete, "RecycleBinUnchecked", 1), (result.Status, result.Reason, result.Totals.Deleted));
        Assert.Contains("snap-old-0000 could be looked up in the Recycle Bin", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, night.CallsOf("ListSnapshotsInRecycleBin"));
    }

    [Fact]
    public async Task What_was_restored_stays_if_it_is_tagged_to_stay_and_else_goes_again()
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(2)} ]""");
        await night.RunAsync(Scenario.Delete(Require));
        night.RestoreBehind("snap-old-0000");
        night.RestoreBehind("snap-old-0001");
        night.TagBehind("snap-old-0000", "DoNotDelete", "");

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal((RunStatus.Succeeded, 1), (result.Status, result.Totals.Deleted));
        Assert.Equal(["snap-old-0000"], night.SnapshotIds);
        Assert.Equal(["snap-old-0001"], BinOf(night));
    }
}
