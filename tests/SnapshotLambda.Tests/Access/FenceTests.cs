using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Aws;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Access;

/// <summary>The second fence, over the wire: EC2 and STS decide by roles, trust and session policies.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class FenceTests
{
    private const string Young =
        """{ "id": "snap-young", "volumeId": "vol-y", "ageDays": 3 }, { "id": "snap-younger", "volumeId": "vol-z", "ageDays": 2 }""";
    private const string Hold = """, { "Effect": "Deny", "Action": "ec2:DeleteSnapshot", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Legal": "hold" } } }""";
    private static readonly string Region = $""" "snapshots": [ {Scenario.Old(6)}, {Young} ] """;

    private static SandboxOptions Faulty(Func<ApiCall, InjectedFault?> faults, TimeProvider? time = null) =>
        new() { RequestLimits = false, Faults = faults, Time = time ?? TimeProvider.System };

    private static bool IsTrial(ApiCall call) => call.Action == "DeleteSnapshot" && call.Parameters.Text("DryRun") == "true";

    [Fact]
    public async Task A_real_run_sees_the_newest_refused_and_the_oldest_let_go_before_it_deletes()
    {
        await using var night = await Roles.FencedAsync(Region);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 6, "verified"), (result.Status, result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Equal(["snap-young", "snap-younger"], night.SnapshotIds);
        Assert.Equal(["snap-old-0000", "snap-younger"], night.Asked(dryRun: true));
        var deletions = night.Calls.Where(call => call.Action == "DeleteSnapshot")
            .Select(call => call.Parameters.ContainsKey("DryRun"))
            .ToList();
        Assert.Equal([true, true], deletions.Take(2));
        Assert.Contains(
            $"\"ec2:SnapshotTime\":\"{result.Cutoff:yyyy-MM-ddTHH:mm:ssZ}\"", Assert.Single(night.Policies()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_reads_where_nothing_can_be_deleted_and_tries_the_fence_in_a_session_of_its_own()
    {
        await using var night = await Roles.FencedAsync(Region);

        var result = await night.RunAsync("""{ "keepLatestPerVolume": 0 }""");

        Assert.Equal((RunStatus.Succeeded, 6, "verified"), (result.Status, result.Totals.WouldDelete, result.Regions[0].Fence));
        Assert.Equal(8, night.SnapshotIds.Count());
        Assert.Empty(night.Asked(dryRun: false));
        Assert.Equal(2, night.Asked(dryRun: true).Count);
        Assert.Equal(SessionPolicy.ToRead, night.Policies()[0]);
        Assert.DoesNotContain("Describe", night.Policies()[1], StringComparison.Ordinal);
        Assert.Equal(2, night.Policies().Count);
    }

    [Fact]
    public async Task Says_what_it_found_and_what_it_could_not_say()
    {
        await using var night = await Roles.FencedAsync(Region);

        var result = await night.RunAsync(Scenario.Delete(""" "excludeTags": { "Stufe日": ["*"] } """));

        Assert.Equal([
            "lifecycleManager: aws:dlm:*", "kubernetes: kubernetes.io/cluster/*", "kubernetes: velero.io/*", "awsTags: aws:*",
            "backupProducts: ark.heptio.com/*", "excludeTags.Stufe日", "excludeTags.DoNotDelete: other spellings",
            "keepUntilTags: dates in tags",
        ], result.Regions[0].FenceOmits);
        var line = Assert.Single(night.Log.Of("fence_checked"));
        Assert.Equal(
            ("verified", string.Join(", ", result.Regions[0].FenceOmits), "us-east-1"), (line["result"], line["omits"], line["region"]));
    }

    [Fact]
    public async Task Without_a_role_there_is_none()
    {
        await using var night = await Scenario.OverAsync(Region);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((6, "off"), (result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Empty(night.Asked(dryRun: true));
        Assert.Empty(night.Log.Of("fence_checked"));
    }

    [Fact]
    public async Task Switched_off_the_role_is_assumed_without_a_policy_but_for_a_dry_run_s_reads()
    {
        await using var night = await Roles.FencedAsync(Region);
        night.Environment["SNAPSHOT_LAMBDA_FENCE"] = "off";

        var dry = await night.RunAsync("{}");
        var real = await night.RunAsync(Scenario.Delete());

        Assert.Equal(("off", "off", 6), (dry.Regions[0].Fence, real.Regions[0].Fence, real.Totals.Deleted));
        Assert.Equal([SessionPolicy.ToRead, null], night.Policies());
    }

    [Fact]
    public async Task With_nothing_to_try_it_with_it_is_untried()
    {
        await using var night = await Roles.FencedAsync(
            """ "snapshots": [ { "id": "snap-copy", "volumeId": "vol-ffffffff", "ageDays": 90 } ] """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, "untried"), (result.Status, result.Regions[0].Fence));
    }

    [Fact]
    public async Task With_no_young_snapshot_it_is_untried_and_the_old_ones_go()
    {
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Scenario.Old(3)} ] """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 3, "untried"), (result.Status, result.Totals.Deleted, result.Regions[0].Fence));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_open_fence_refuses_the_region(bool dryRun)
    {
        Scenario night = null!;
        night = await Roles.FencedAsync(Region, Faulty(call =>
        {
            // What AWS compares is not what it listed: the young one counts as old.
            if (IsTrial(call))
                night.ChangeBehind("snap-younger", snapshot => snapshot with { StartTime = snapshot.StartTime!.Value.AddYears(-1) });
            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(dryRun ? """{ "keepLatestPerVolume": 0 }""" : Scenario.Delete());

        Assert.Equal((RunStatus.Refused, "FenceOpen", "refused"), (result.Status, result.Reason, result.Regions[0].Fence));
        Assert.Contains("snap-younger", result.Message, StringComparison.Ordinal);
        Assert.Contains("SNAPSHOT_LAMBDA_FENCE=tagsOnly", result.Message, StringComparison.Ordinal);
        Assert.Equal((dryRun, 6), (result.Regions[0].WouldRefuse, result.Totals.WouldDelete ?? result.Totals.NotAttempted));
        Assert.Empty(night.Asked(dryRun: false));
        Assert.Equal("refused", Assert.Single(night.Log.Of("fence_checked"))["result"]);
    }

    [Fact]
    public async Task A_role_that_may_delete_nothing_refuses_the_region_and_says_what_to_look_for()
    {
        await using var night = await Roles.FencedAsync(
            Region, deletes: """{ "Effect": "Deny", "Action": "ec2:DeleteSnapshot", "Resource": "*" }""");

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.Refused, "FenceRefusesCandidate", "refused", 6),
            (result.Status, result.Reason, result.Regions[0].Fence, result.Totals.NotAttempted));
        foreach (var hint in (string[])
        [
            "explicit deny in an identity-based policy",
            "aws:backup:source-resource",
            "service control policy",
            "You are not authorized",
        ])
            Assert.Contains(hint, result.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["snap-old-0000", "snap-old-0001", "snap-old-0002", "snap-old-0005", "snap-old-0003", "snap-younger"],
            night.Asked(dryRun: true));
    }

    [Fact]
    public async Task What_a_policy_denies_is_kept_and_the_rest_goes_even_if_it_is_many_and_the_oldest()
    {
        var held = Scenario.Old(40, "held")
            .Replace(""" "ageDays": """, """ "tags": { "Legal": "hold" }, "ageDays": 1""", StringComparison.Ordinal);
        await using var night = await Roles.FencedAsync(
            $""" "snapshots": [ {held}, {Scenario.Old(60, "free")}, {Young} ] """, deletes: Roles.Deletes + Hold);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.Succeeded, 60, 0, "verified"),
            (result.Status, result.Totals.Deleted, result.Totals.Failed, result.Regions[0].Fence));
        Assert.Equal([("DeniedByPolicy", 40), ("TooYoung", 2)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
    }

    [Fact]
    public async Task A_role_that_loses_its_permission_ends_the_region_early_and_not_as_a_success()
    {
        var deletions = 0;
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Scenario.Old(200)}, {Young} ] """, Faulty(call =>
            call.Action == "DeleteSnapshot" && (IsTrial(call) ? deletions : ++deletions) > 1
                ? new InjectedFault("denied")
                {
                    Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized to perform this operation.", 403),
                }
                : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.PartiallyFailed, "UnauthorizedOperation", 1, 0),
            (result.Status, result.Reason, result.Totals.Deleted, result.Totals.Failed));
        Assert.InRange(result.Totals.NotAttempted, 100, 196);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_role_that_loses_its_permission_before_a_few_deletions_is_no_success(int old)
    {
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Scenario.Old(old)}, {Young} ] """, Faulty(call =>
            call.Action == "DeleteSnapshot" && !IsTrial(call)
                ? new InjectedFault("denied")
                {
                    Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized to perform this operation.", 403),
                }
                : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.PartiallyFailed, "UnauthorizedOperation", old),
            (result.Status, result.Reason, result.Totals.Kept["DeniedByPolicy"]));
    }

    [Fact]
    public async Task What_a_policy_denies_of_what_is_due_is_kept_though_nothing_else_is_due()
    {
        var held = $$"""{ "id": "snap-held", "volumeId": "vol-held", "ageDays": 500, "tags": { "Legal": "hold", "{{OwnTags.DeleteAfter}}": "2026-01-01" } }""";
        await using var night = await Roles.FencedAsync(
            $""" "snapshots": [ {held}, {Scenario.Old(3, "new")}, {Young} ] """, deletes: Roles.Deletes + Hold);

        var result = await night.RunAsync(Scenario.Delete(""" "graceDays": 3 """));

        Assert.Equal((RunStatus.Succeeded, 3, 1), (result.Status, result.Totals.Marked, result.Totals.Kept["DeniedByPolicy"]));
    }

    [Fact]
    public async Task Told_tags_only_it_is_tried_with_what_a_tag_keeps()
    {
        await using var night = await Roles.FencedAsync($$"""
            "snapshots": [ {{Scenario.Old(2)}}, {{Young}}, { "id": "snap-kept", "volumeId": "vol-k", "ageDays": 90, "tags": { "DoNotDelete": "x" } },
            { "id": "snap-backup", "volumeId": "vol-b", "ageDays": 80, "tags": { "aws:backup:source-resource": "x" } } ]
            """);
        night.Environment["SNAPSHOT_LAMBDA_FENCE"] = "tagsOnly";

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((2, "verified"), (result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Equal(["snap-old-0000", "snap-kept"], night.Asked(dryRun: true));
        Assert.DoesNotContain("ec2:SnapshotTime", Assert.Single(night.Policies()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_grace_the_session_refuses_what_has_no_mark_and_the_trial_has_one_of_its_own()
    {
        await using var night = await Roles.FencedAsync(Region);

        var result = await night.RunAsync(Scenario.Delete(""" "graceDays": 3 """));

        Assert.Equal("verified", result.Regions[0].Fence);
        Assert.Contains($"\"aws:ResourceTag/{OwnTags.DeleteAfter}\":\"false\"", night.Policies()[0], StringComparison.Ordinal);
        Assert.DoesNotContain(OwnTags.DeleteAfter, night.Policies()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_retires_and_deletes_within_what_its_session_may()
    {
        await using var night = await Roles.FencedAsync(
            $$""" "recycleBin": [ { "days": 7, "tag": "{{OwnTags.Retired}}=true" } ], {{Region}} """);
        const string Undo = """ "graceDays": 2, "recycleBin": "require" """;

        var marking = await night.RunAsync(Scenario.Delete(Undo));
        foreach (var id in night.SnapshotIds.Where(id => night.TagOf(id, OwnTags.DeleteAfter) is not null).ToList())
            night.ChangeBehind(id, snapshot => snapshot with
            {
                Tags = [.. snapshot.Tags.Select(tag => tag.Key == OwnTags.DeleteAfter ? tag with { Value = "2026-01-01" } : tag)],
            });
        var deleting = await night.RunAsync(Scenario.Delete(Undo));

        Assert.Equal((RunStatus.Succeeded, 6, "verified"), (marking.Status, marking.Totals.Marked, marking.Regions[0].Fence));
        Assert.Equal((RunStatus.Succeeded, 6, "verified"), (deleting.Status, deleting.Totals.Deleted, deleting.Regions[0].Fence));
        Assert.Equal(6, night.World.Accounts[0].Regions[0].Bin.Count);
    }

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
