using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;
using static SnapshotLambda.Tests.Access.FencedRegion;

namespace SnapshotLambda.Tests.Access;

/// <summary>The second fence, over the wire: EC2 and STS decide by roles, trust and session policies.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class FenceTests
{
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
}
