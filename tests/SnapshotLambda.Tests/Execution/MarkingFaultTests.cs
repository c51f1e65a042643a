using SnapshotLambda.Core.Results;
using SnapshotLambda.Pacing;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Access;
using SnapshotLambda.Tests.FallbackPackages;
using static SnapshotLambda.Tests.Execution.Marks;

namespace SnapshotLambda.Tests.Execution;

/// <summary>Marks where EC2 names what is gone, denies, throttles or fails: one snapshot stops no other.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class MarkingFaultTests
{
    [Fact]
    public async Task Marks_the_others_where_ids_have_vanished_and_ec2_names_them()
    {
        Scenario night = null!;
        night = await Scenario.OverAsync(
            $""" "snapshots": [ {Scenario.Old(700, "a")}, {Scenario.Old(700, "b")} ] """,
            Scenario.Faulty(call =>
            {
                if (call.Action == "CreateTags") Array.ForEach(["snap-a-0003", "snap-b-0500", "snap-a-0699"], night.DeleteBehind);
                return null;
            }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.Succeeded, 1397, 3), (result.Status, result.Totals.Marked, result.Totals.AlreadyGone));
        Assert.Equal(5, night.CallsOf("CreateTags"));
        Assert.All(night.SnapshotIds, id => Assert.Equal(Day(2), night.TagOf(id, Key)));
    }

    [Fact]
    public async Task Marks_the_others_where_ec2_does_not_name_the_id_that_is_gone()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(100)} ] """, Scenario.Faulty(call =>
            call.Action == "CreateTags" && call.Parameters.List("ResourceId").Contains("snap-old-0077")
                ? Refusal("InvalidSnapshot.NotFound", "A snapshot does not exist.")
                : null));

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.Succeeded, 99, 1), (result.Status, result.Totals.Marked, result.Totals.AlreadyGone));
        Assert.InRange(night.CallsOf("CreateTags"), 8, 16);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_with_fifty_tags_fails_alone(bool isUnnamed)
    {
        var fifty = string.Join(", ", Enumerable.Range(0, 50).Select(i => $""" "k{i}": "" """));
        await using var night = await Scenario.OverAsync(
            $$"""
            "snapshots": [ {{Scenario.Old(40)}}, { "id": "snap-full", "volumeId": "vol-full", "ageDays": 500, "tags": { {{fifty}} } } ]
            """,
            Scenario.Faulty(call => isUnnamed && call.Action == "CreateTags" && call.Parameters.List("ResourceId").Contains("snap-full")
                ? Refusal("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.")
                : null));

        var result = await night.RunAsync(Scenario.Delete(Grace));

        var failure = Assert.Single(result.Regions[0].Failures);
        Assert.Equal((RunStatus.PartiallyFailed, 40, 1), (result.Status, result.Totals.Marked, result.Totals.Failed));
        Assert.Equal(("snap-full", "TagLimitExceeded", 1), (failure.SnapshotId, failure.Code, failure.Attempts));
        Assert.NotNull(failure.RequestId);
    }

    [Fact]
    public async Task Says_what_to_grant_where_marks_are_denied_and_deletes_what_is_due_all_the_same()
    {
        const string Some = """[{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot"], "Resource": "*" }]""";
        await using var night = await Scenario.WithRoleAsync(
            $""" "snapshots": [ {Scenario.Old(500)}, {Marked("snap-due", Day(-3))}, {Marked("snap-saved", Day(3), """, "DoNotDelete": "" """)} ] """,
            Some);

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.PartiallyFailed, "UnauthorizedOperation"), (result.Status, result.Reason));
        Assert.Equal((1, 0, 3, 497), (result.Totals.Deleted, result.Totals.Marked, result.Totals.Failed, result.Totals.NotAttempted));
        Assert.InRange(night.Calls.Count(call => call.Action == "CreateTags" && !call.Parameters.ContainsKey("DryRun")), 4, 6);
        Assert.Equal(3, night.Calls.Count(call => call.Action == "CreateTags" && call.Parameters.ContainsKey("DryRun")));
        Assert.Contains("grant ec2:", result.Message, StringComparison.Ordinal);
        Assert.Equal("snap-saved", Assert.Single(night.Log.Of("unmark_failed"))["snapshotId"]);
    }

    [Fact]
    public async Task Says_what_to_grant_where_a_mark_cannot_be_taken_off()
    {
        const string Some = """[{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:CreateTags"], "Resource": "*" }]""";
        await using var night = await Scenario.WithRoleAsync(
            $""" "snapshots": [ {Scenario.Old(2)}, {Marked("snap-saved", Day(3), """, "DoNotDelete": "" """)} ] """, Some);

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.PartiallyFailed, "UnauthorizedOperation", 2), (result.Status, result.Reason, result.Totals.Marked));
        Assert.Contains(
            "marks that could not be taken off: 1; ec2:DeleteTags met UnauthorizedOperation: grant ec2:DeleteTags",
            result.Message,
            StringComparison.Ordinal);
        Assert.Contains("us-east-1", result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_snapshot_that_a_policy_protects_stops_no_mark_of_others()
    {
        const string Some = """
            [{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:CreateTags"], "Resource": "*" },
             { "Effect": "Deny", "Action": "ec2:CreateTags", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Frozen": "yes" } } }]
            """;
        var frozen = Scenario.Old(2, "frozen")
            .Replace(""" "ageDays":""", """ "tags": { "Frozen": "yes" }, "ageDays":""", StringComparison.Ordinal);
        await using var night = await Scenario.WithRoleAsync($""" "snapshots": [ {frozen}, {Scenario.Old(60)} ] """, Some);

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal(
            (RunStatus.PartiallyFailed, 60, 2, 0), (result.Status, result.Totals.Marked, result.Totals.Failed, result.Totals.NotAttempted));
    }

    [Fact]
    public async Task Marks_saves_and_deletes_into_the_bin_behind_the_fence()
    {
        await using var night = await Roles.FencedAsync($$"""
            "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ],
            "snapshots": [ {{Scenario.Old(3)}}, {{Marked("snap-due", Day(-3))}}, {{Marked("snap-saved", Day(3), """, "DoNotDelete": "" """)}}, { "id": "snap-young", "volumeId": "vol-y", "ageDays": 3 } ]
            """);

        var result = await night.RunAsync(Scenario.Delete($"""{Grace}, "recycleBin": "require" """));

        Assert.Equal(
            (RunStatus.Succeeded, 1, 3, "verified"), (result.Status, result.Totals.Deleted, result.Totals.Marked, result.Regions[0].Fence));
        Assert.Equal(["snap-due"], night.World.Accounts[0].Regions[0].Bin.Keys);
        Assert.Null(night.TagOf("snap-saved", Key));
    }

    [Fact]
    public async Task Expired_credentials_end_the_marks_after_one_more_call()
    {
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {Scenario.Old(500)} ] """,
            Scenario.Faulty(call => call.Action == "CreateTags" ? InjectedFault.ExpiredCredentials : null));

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal(
            (RunStatus.PartiallyFailed, "RequestExpired", 1, 499),
            (result.Status, result.Reason, result.Totals.Failed, result.Totals.NotAttempted));
        Assert.Equal(2, night.CallsOf("CreateTags"));
    }

    [Fact]
    public async Task Gives_way_where_ec2_goes_on_throttling()
    {
        await using var night = await Scenario.OverAsync(
            Three, Scenario.Faulty(call => call.Action == "CreateTags" ? InjectedFault.Throttle : null));

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.Incomplete, "Throttled", 3), (result.Status, result.Reason, result.Totals.NotAttempted));
        Assert.Equal(Backoff.ThrottledAttempts, night.CallsOf("CreateTags"));
        Assert.NotEmpty(night.Log.Of("throttled"));
    }

    [Theory]
    [InlineData("throttle")]
    [InlineData("internalError")]
    [InlineData("internalErrorAfter")]
    [InlineData("lostReply")]
    [InlineData("truncatedXml")]
    [InlineData("html")]
    public async Task Tries_again_after_a_fault_that_passes(string fault)
    {
        var struck = 0;
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {Scenario.Old(3)}, {Marked("snap-saved", Day(3), """, "DoNotDelete": "" """)} ] """,
            Scenario.Faulty(call => call.Action is "CreateTags" or "DeleteTags" && Interlocked.Increment(ref struck) % 3 != 0
                ? InjectedFault.All.Single(one => one.Name == fault)
                : null));

        var result = await night.RunAsync(Scenario.Delete(Grace));

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Marked));
        Assert.Null(night.TagOf("snap-saved", Key));
    }
}
