using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Aws;
using SnapshotLambda.Tests.FallbackPackages;
using static SnapshotLambda.Tests.Access.FencedRegion;

namespace SnapshotLambda.Tests.Access;

/// <summary>Sessions that end or are refused, and trials of the fence that get no answer, or one about something else.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class FenceTrialTests
{
    [Fact]
    public async Task A_session_that_ends_in_a_long_run_is_renewed_with_the_same_cutoff()
    {
        var time = new InstantTime();
        var deletions = 0;
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Scenario.Old(100)}, {Young} ] """, Faulty(
            call =>
            {
                // Both times it is the one call in flight, so that none is cut off by the clock.
                if (IsTrial(call) && time.Ahead == TimeSpan.Zero) time.Ahead = TimeSpan.FromMinutes(61);
                if (call.Action == "DeleteSnapshot" && !IsTrial(call) && ++deletions == 1) time.Ahead = TimeSpan.FromMinutes(123);
                return null;
            },
            time));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 100, "verified"), (result.Status, result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Equal(3, night.Policies().Count);
        Assert.Single(night.Policies().Distinct());
    }

    [Fact]
    public async Task A_session_that_cannot_be_renewed_ends_the_region_and_no_snapshot_is_called_denied()
    {
        var time = new InstantTime();
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Scenario.Old(100)}, {Young} ] """, Faulty(
            call =>
            {
                if (call.Action == "AssumeRole" && time.Ahead > TimeSpan.Zero)
                    return new InjectedFault("denied") { Error = _ => new ApiError("AccessDenied", "No longer.", 403) };
                if (call.Action == "DeleteSnapshot" && !IsTrial(call)) time.Ahead = TimeSpan.FromMinutes(61);
                return null;
            },
            time));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.PartiallyFailed, "AccessDenied", 1), (result.Status, result.Reason, result.Totals.Deleted));
        Assert.False(result.Totals.Kept.ContainsKey("DeniedByPolicy"));
        Assert.Contains(Roles.DeleteRole, result.Regions[0].Failures[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_is_too_large_when_packed_is_made_smaller_until_it_is_not()
    {
        var random = new Random(7);
        var keys = string.Join(", ", Enumerable.Range(0, 8).Select(
            i => $""" "{i}{random.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 110)}": ["*"] """));
        await using var night = await Roles.FencedAsync(Region);

        var result = await night.RunAsync(Scenario.Delete($$""" "excludeTags": { {{keys}} } """));

        Assert.Equal((6, "verified"), (result.Totals.Deleted, result.Regions[0].Fence));
        var tooLarge = night.Calls.Where(call => call.ErrorCode == "PackedPolicyTooLarge")
            .Select(call => call.Parameters["Policy"].Length)
            .ToList();
        Assert.NotEmpty(tooLarge);
        Assert.All(tooLarge, length => Assert.InRange(length, Assert.Single(night.Policies())!.Length + 1, 2048));
        Assert.Contains(result.Regions[0].FenceOmits, name => name.StartsWith("excludeTags.7", StringComparison.Ordinal));
        Assert.DoesNotContain("excludeTags.DoNotDelete", result.Regions[0].FenceOmits);
    }

    [Fact]
    public async Task A_throttled_trial_is_tried_again()
    {
        var calls = 0;
        await using var night = await Roles.FencedAsync(
            Region, Faulty(call => IsTrial(call) && ++calls % 3 != 0 ? InjectedFault.Throttle : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((6, "verified", 9), (result.Totals.Deleted, result.Regions[0].Fence, calls));
    }

    [Theory]
    [InlineData("throttle", "RequestLimitExceeded")]
    [InlineData("internalError", "InternalError")]
    [InlineData("resetBefore", "ConnectionLost")]
    [InlineData("expiredCredentials", "RequestExpired")]
    public async Task A_trial_without_an_answer_fails_the_region_and_nothing_is_deleted(string fault, string reason)
    {
        await using var night = await Roles.FencedAsync(
            Region, Faulty(call => IsTrial(call) ? InjectedFault.All.Single(one => one.Name == fault) : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.Failed, reason, "untried", 6), (result.Status, result.Reason, result.Regions[0].Fence, result.Totals.NotAttempted));
        Assert.Empty(night.Asked(dryRun: false));
    }

    [Fact]
    public async Task What_is_gone_by_the_time_of_the_trial_leaves_its_turn_to_the_next()
    {
        Scenario night = null!;
        night = await Roles.FencedAsync(Region, Faulty(call =>
        {
            if (IsTrial(call) && call.Parameters.Text("SnapshotId") is "snap-younger" or "snap-old-0000")
                night.DeleteBehind(call.Parameters.Text("SnapshotId")!);
            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.Succeeded, 5, 1, "verified"),
            (result.Status, result.Totals.Deleted, result.Totals.AlreadyGone, result.Regions[0].Fence));
        Assert.Equal(["snap-old-0000", "snap-old-0001", "snap-younger", "snap-young"], night.Asked(dryRun: true));
    }

    [Theory]
    [InlineData("snap-old-0000", "InternalError", 500)]
    [InlineData("snap-old-0000", "IncorrectState", 400)]
    [InlineData("snap-old-0000", "InvalidSnapshot.InUse", 400)]
    [InlineData("snap-younger", "InternalError", 500)]
    public async Task One_that_EC2_gives_no_answer_about_leaves_its_turn_to_the_next(string id, string code, int status)
    {
        await using var night = await Roles.FencedAsync(Region, Faulty(call =>
            call.Action == "DeleteSnapshot" && call.Parameters.Text("SnapshotId") == id
                ? new InjectedFault("odd") { Error = _ => new ApiError(code, "No answer.", status) }
                : null));

        var result = await night.RunAsync(Scenario.Delete());

        var isCandidate = id != "snap-younger";
        Assert.Equal((isCandidate ? 5 : 6, "verified"), (result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Equal(result.Totals.Scanned - (isCandidate ? 5 : 6), night.SnapshotIds.Count());
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_no_refusal()
    {
        await using var night = await Roles.FencedAsync(
            Region,
            Faulty(call => IsTrial(call)
                ? InjectedFault.HtmlError with { Reshape = reply => InjectedFault.HtmlError.Reshape!(reply) with { Status = 403 } }
                : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Failed, "UnreadableReply", "untried"), (result.Status, result.Reason, result.Regions[0].Fence));
        Assert.Empty(night.Asked(dryRun: false));
    }

    [Fact]
    public async Task One_that_is_denied_only_since_it_is_gone_is_not_called_kept()
    {
        var replies = 0;
        await using var night = await Roles.FencedAsync(
            Region,
            Faulty(call => call.Action == "DeleteSnapshot" && !IsTrial(call) && ++replies == 2 ? InjectedFault.LostReply : null) with
            { DeniesUnknownSnapshots = true, DeletedStillListed = TimeSpan.FromHours(1) });

        var result = await night.RunAsync(Scenario.Delete());

        Assert.DoesNotContain("DeniedByPolicy", result.Totals.Kept.Keys);
        Assert.Equal((RunStatus.PartiallyFailed, 5, 1), (result.Status, result.Totals.Deleted, result.Totals.Failed));
        Assert.Single(night.Log.Of("snapshot_may_be_deleted"));
        Assert.Equal(["snap-young", "snap-younger"], night.SnapshotIds);
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    public async Task Follows_the_partition_of_the_function(string region, string partition)
    {
        await using var night = await Scenario.WithAccountsAsync(
            Roles.Own($$"""{ "name": "{{region}}", {{Region}} }""", partition: partition));
        night.Environment["SNAPSHOT_LAMBDA_DELETE_ROLE_ARN"] = $"arn:{partition}:iam::{Scenario.Account}:role/delete";

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.Succeeded, 6, "verified", region),
            (result.Status, result.Totals.Deleted, result.Regions[0].Fence, result.Regions[0].Region));
        Assert.Contains($"arn:{partition}:ec2:{region}::snapshot/*", Assert.Single(night.Policies()), StringComparison.Ordinal);
    }
}
