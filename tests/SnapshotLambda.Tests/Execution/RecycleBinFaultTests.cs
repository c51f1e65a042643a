using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Access;
using SnapshotLambda.Tests.FallbackPackages;
using static SnapshotLambda.Tests.Execution.Retirement;

namespace SnapshotLambda.Tests.Execution;

/// <summary>Tags for the Recycle Bin where EC2 denies them, cannot set them or ends early: nothing untagged is deleted, and one holds up no other.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class RecycleBinFaultTests
{
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
}
