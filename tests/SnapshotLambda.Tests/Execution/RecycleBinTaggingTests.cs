using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Access;
using SnapshotLambda.Tests.FallbackPackages;
using SnapshotLambda.Tests.Reading;

namespace SnapshotLambda.Tests.Execution;

/// <summary>Deletions through the Recycle Bin.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class RecycleBinTaggingTests
{
    private const string Retired = "snapshot-lambda:retired";
    private const string Rule = """ "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ] """;
    private const string Use = """ "recycleBin": "use" """;
    private const string Require = """ "recycleBin": "require" """;

    private static IEnumerable<string> BinOf(Scenario night) => night.World.Accounts[0].Regions[0].Bin.Keys;

    private static InjectedFault Refusal(string code, string message, int status = 400) =>
        new(code) { Error = _ => new ApiError(code, message, status) };

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
        Assert.Equal(0, night.CallsOf("ListSnapshotsInRecycleBin"));
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

    [Theory]
    [InlineData(Use)]
    [InlineData(Require)]
    [InlineData(""" "graceDays": 3 """)]
    [InlineData(""" "graceDays": 3, "recycleBin": "require" """)]
    public async Task What_a_policy_holds_keeps_nobody_elses_turn(string setting)
    {
        const string Hold = """, { "Effect": "Deny", "Action": ["ec2:CreateTags", "ec2:DeleteTags", "ec2:DeleteSnapshot"], "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Legal": "hold" } } }""";
        const string Due = """ "snapshot-lambda:delete-after": "2026-01-01" """;
        var held = Scenario.Old(8, "held")
            .Replace(""" "ageDays": """, $$""" "tags": { "Legal": "hold", {{Due}} }, "ageDays": 1""", StringComparison.Ordinal);
        var heldUnmarked = Scenario.Old(8, "new")
            .Replace(""" "ageDays": """, """ "tags": { "Legal": "hold" }, "ageDays": 1""", StringComparison.Ordinal);
        var free = Scenario.Old(50, "free")
            .Replace(""" "ageDays": """, $$""" "tags": { {{Due}} }, "ageDays": """, StringComparison.Ordinal);
        await using var night = await Roles.FencedAsync(
            $$"""
            {{Rule}}, "snapshots": [ {{held}}, {{heldUnmarked}}, {{free}}, {{Scenario.Old(20, "unmarked")}}, { "id": "snap-young", "volumeId": "vol-y", "ageDays": 1 } ]
            """,
            deletes: Roles.Deletes + Hold);

        var result = await night.RunAsync(Scenario.Delete(setting));

        var isGrace = setting.Contains("grace", StringComparison.Ordinal);
        Assert.Equal(
            (RunStatus.Succeeded, isGrace ? 50 : 70, isGrace ? 20 : 0), (result.Status, result.Totals.Deleted, result.Totals.Marked));
        Assert.Equal([("DeniedByPolicy", 16), ("TooYoung", 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
    }

    [Theory]
    [InlineData(Use)]
    [InlineData(Require)]
    public async Task Does_not_delete_what_cannot_be_tagged(string setting)
    {
        var fifty = string.Join(", ", Enumerable.Range(0, 50).Select(i => $""" "k{i}": "" """));
        Scenario night = null!;
        night = await Scenario.OverAsync(
            $$"""
            {{Rule}}, "snapshots": [ {{Scenario.Old(20)}}, { "id": "snap-full", "volumeId": "vol-full", "ageDays": 2000, "tags": { {{fifty}} } } ]
            """,
            Scenario.Faulty(call =>
            {
                if (call.Action == "CreateTags") night.DeleteBehind("snap-old-0007");
                return null;
            }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete(setting));

        Assert.Equal(
            (RunStatus.PartiallyFailed, 19, 1, 1), (result.Status, result.Totals.Deleted, result.Totals.Failed, result.Totals.AlreadyGone));
        Assert.Equal(["snap-full"], night.SnapshotIds);
        Assert.Equal(19, night.CallsOf("DeleteSnapshot"));
    }

    [Theory]
    [InlineData(Use)]
    [InlineData(Require)]
    public async Task Deletes_nothing_where_tags_are_denied_and_says_what_to_grant(string setting)
    {
        const string Some = """[{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot"], "Resource": "*" }]""";
        await using var night = await Scenario.WithRoleAsync($"""{Rule}, "snapshots": [ {Scenario.Old(50)} ]""", Some);

        var result = await night.RunAsync(Scenario.Delete(setting));

        Assert.Equal(
            (RunStatus.PartiallyFailed, "UnauthorizedOperation", 0, 1, 49),
            (result.Status, result.Reason, result.Totals.Deleted, result.Totals.Failed, result.Totals.NotAttempted));
        Assert.Contains("grant ec2:CreateTags", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, night.CallsOf("DeleteSnapshot"));
    }

    [Theory]
    [InlineData(Use)]
    [InlineData(Require)]
    public async Task One_that_EC2_cannot_tag_takes_nobody_elses_turn(string setting)
    {
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(20)} ]""",
            Scenario.Faulty(call => call.Action == "CreateTags" && call.Parameters.Text("ResourceId.1") == "snap-old-0000"
                ? InjectedFault.InternalError
                : null));

        var result = await night.RunAsync(Scenario.Delete(setting));

        Assert.Equal((RunStatus.PartiallyFailed, 19, 1), (result.Status, result.Totals.Deleted, result.Totals.Failed));
        Assert.Equal(["snap-old-0000"], night.SnapshotIds);
    }

    [Fact]
    public async Task One_that_EC2_never_deletes_holds_the_others_up_for_one_night_at_most()
    {
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(20)} ]""",
            Scenario.Faulty(call => call.Action == "DeleteSnapshot" && call.Parameters.Text("SnapshotId") == "snap-old-0000"
                ? InjectedFault.InternalError
                : null));

        var first = await night.RunAsync(Scenario.Delete(Require));
        var second = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal(
            (RunStatus.PartiallyFailed, "NotInRecycleBin", 0, 1), (first.Status, first.Reason, first.Totals.Deleted, first.Totals.Failed));
        Assert.Equal((RunStatus.PartiallyFailed, 19, 1), (second.Status, second.Totals.Deleted, second.Totals.Failed));
        Assert.Equal(19, BinOf(night).Count());
    }

    [Theory]
    [InlineData("UnauthorizedOperation", 403)]
    [InlineData("InternalError", 500)]
    public async Task Claims_no_deletion_that_nobody_knows_of_where_the_bin_cannot_be_read(string code, int status)
    {
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(20)} ]""",
            Scenario.Faulty(call => call.Action == "DeleteSnapshot"
                ? InjectedFault.InternalError
                : call.Action == "ListSnapshotsInRecycleBin" ? Refusal(code, "No.", status) : null));

        var result = await night.RunAsync(Scenario.Delete(Require));

        Assert.Equal(
            (RunStatus.PartiallyFailed, "RecycleBinUnreadable", 0, 1),
            (result.Status, result.Reason, result.Totals.Deleted, result.Totals.Failed));
        Assert.Contains(
            "snap-old-0000 may have been deleted and the Recycle Bin could not be read", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_a_hundred_at_most_that_an_early_stop_leaves_undeleted()
    {
        var deletions = 0;
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(400)} ]""", Scenario.Faulty(call => call.Action == "DeleteSnapshot"
                && Interlocked.Increment(ref deletions) > 150 ? InjectedFault.ExpiredCredentials : null));

        var result = await night.RunAsync(Scenario.Delete(Use));

        Assert.Equal((RunStatus.PartiallyFailed, "RequestExpired", 150), (result.Status, result.Reason, result.Totals.Deleted));
        Assert.InRange(night.SnapshotIds.Count(id => night.TagOf(id, Retired) is not null), 1, 164);
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

    private static string AllGuards => $"[{string.Join(", ", Guard.All.Select(guard => $""" "{guard.Name}" """))}]";
}
