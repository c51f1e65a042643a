using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Access;

/// <summary>
/// What is taken for proof of a fence: that the session's policy denies what must stay, and not merely that something does.
/// </summary>
[Collection(nameof(ProcessWideState))]
public sealed class FenceProofTests
{
    private const string Young = """{ "id": "snap-young", "volumeId": "vol-y", "ageDays": 3 }""";
    private const string Held = """{ "id": "snap-held", "volumeId": "vol-z", "ageDays": 2, "tags": { "Legal": "hold" } }""";
    private const string Hold = """, { "Effect": "Deny", "Action": "ec2:DeleteSnapshot", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Legal": "hold" } } }""";
    private const string Real = """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100 }""";

    private static string Region(string young) => $""" "snapshots": [ {Scenario.Old(6)}, {young} ] """;

    private static SandboxOptions Faulty(params (string Action, InjectedFault Fault)[] faults) =>
        Scenario.Faulty(call => faults.Where(one => one.Action == call.Action).Select(one => one.Fault).FirstOrDefault());

    private static IEnumerable<string?> Unfenced(Scenario night) =>
        night.Policies().Where(policy => policy?.Contains("::snapshot/snap-", StringComparison.Ordinal) == true);

    [Theory]
    [InlineData(Scenario.Look)]
    [InlineData(Real)]
    public async Task A_young_snapshot_that_the_role_itself_denies_is_none_where_the_session_policy_got_lost(string payload)
    {
        await using var night = await Roles.FencedAsync(
            Region(Held), Faulty(("AssumeRole", InjectedFault.DropSessionPolicy)), deletes: Roles.Deletes + Hold);

        var result = await night.RunAsync(payload);

        Assert.Equal("untried", result.Regions[0].Fence);
        Assert.Contains(
            "not by the session's policy", $"{Assert.Single(night.Log.Of("fence_checked"))["summary"]}", StringComparison.Ordinal);
        Assert.Contains("snap-held", night.SnapshotIds);
    }

    [Fact]
    public async Task A_lost_session_policy_is_an_open_fence_where_the_role_does_not_deny_the_young_one()
    {
        await using var night = await Roles.FencedAsync(
            Region($"{Held}, {Young}"), Faulty(("AssumeRole", InjectedFault.DropSessionPolicy)), deletes: Roles.Deletes + Hold);

        var result = await night.RunAsync(Real);

        Assert.Equal((RunStatus.Refused, "FenceOpen", "refused"), (result.Status, result.Reason, result.Regions[0].Fence));
        Assert.Contains("snap-young", result.Message, StringComparison.Ordinal);
        Assert.Equal(8, night.SnapshotIds.Count());
    }

    [Fact]
    public async Task A_denial_by_the_role_is_none_though_the_session_policy_holds_and_the_next_one_is_asked()
    {
        await using var night = await Roles.FencedAsync(Region($"{Held}, {Young}"), deletes: Roles.Deletes + Hold);

        var result = await night.RunAsync(Real);

        Assert.Equal((6, "verified"), (result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Equal(["snap-old-0000", "snap-held", "snap-held", "snap-young"], night.Asked(dryRun: true));
    }

    [Theory]
    [InlineData(Scenario.Look)]
    [InlineData(Real)]
    [InlineData("""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "graceDays": 3 }""")]
    public async Task A_denial_without_a_cause_is_one_where_a_session_without_the_cutoff_lets_the_same_snapshot_go(string payload)
    {
        await using var night = await Roles.FencedAsync(Region(Young), Faulty(("DeleteSnapshot", InjectedFault.OpaqueDenial)));

        var result = await night.RunAsync(payload);

        Assert.Equal((RunStatus.Succeeded, "verified"), (result.Status, result.Regions[0].Fence));
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DeleteSnapshot","Resource":"arn:aws:ec2:us-east-1::snapshot/snap-young"}]}""",
            Assert.Single(Unfenced(night)));
        Assert.Equal(["snap-old-0000", "snap-young", "snap-young"], night.Asked(dryRun: true));
        Assert.DoesNotContain("snap-young", night.Asked(dryRun: false));
    }

    [Fact]
    public async Task A_denial_without_a_cause_is_none_where_the_role_denies_it_too()
    {
        await using var night = await Roles.FencedAsync(
            Region(Held), Faulty(("DeleteSnapshot", InjectedFault.OpaqueDenial)), deletes: Roles.Deletes + Hold);

        var result = await night.RunAsync(Real);

        Assert.Equal((RunStatus.Succeeded, 6, "untried"), (result.Status, result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Single(Unfenced(night));
    }

    [Fact]
    public async Task A_denial_without_a_cause_is_left_at_that_where_there_is_no_candidate()
    {
        await using var night = await Roles.FencedAsync(
            $""" "snapshots": [ {Young} ] """, Faulty(("DeleteSnapshot", InjectedFault.OpaqueDenial)));

        var result = await night.RunAsync(Real);

        Assert.Equal((RunStatus.Succeeded, "untried"), (result.Status, result.Regions[0].Fence));
        Assert.Empty(Unfenced(night));
    }

    [Fact]
    public async Task A_session_policy_that_is_named_needs_no_other_session()
    {
        await using var night = await Roles.FencedAsync(Region(Young));

        var result = await night.RunAsync(Real);

        Assert.Equal("verified", result.Regions[0].Fence);
        Assert.Empty(Unfenced(night));
    }

    [Fact]
    public async Task One_that_is_gone_when_it_is_asked_again_leaves_its_turn_to_the_next()
    {
        Scenario night = null!;
        var asked = 0;
        night = await Roles.FencedAsync(
            Region($$"""{{Young}}, { "id": "snap-younger", "volumeId": "vol-z", "ageDays": 2 }"""),
            Scenario.Faulty(call =>
            {
                if (call.Action == "DeleteSnapshot" && call.Parameters.Text("SnapshotId") == "snap-younger" && ++asked == 2)
                    night.DeleteBehind("snap-younger");
                return call.Action == "DeleteSnapshot" ? InjectedFault.OpaqueDenial : null;
            }));
        await using var _ = night;

        var result = await night.RunAsync(Real);

        Assert.Equal((6, "verified"), (result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Equal(["snap-old-0000", "snap-younger", "snap-younger", "snap-young", "snap-young"], night.Asked(dryRun: true));
    }

    [Fact]
    public async Task Told_tags_only_a_denial_without_a_cause_is_proof_where_the_tags_condition_is_what_denies()
    {
        await using var night = await Roles.FencedAsync(
            $$"""
            "snapshots": [ {{Scenario.Old(2)}}, { "id": "snap-kept", "volumeId": "vol-k", "ageDays": 90, "tags": { "DoNotDelete": "x" } } ]
            """,
            Faulty(("DeleteSnapshot", InjectedFault.OpaqueDenial)));
        night.Environment["SNAPSHOT_LAMBDA_FENCE"] = "tagsOnly";

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((2, "verified"), (result.Totals.Deleted, result.Regions[0].Fence));
        Assert.Contains("snapshot/snap-kept", Assert.Single(Unfenced(night)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttle_of_the_other_session_fails_the_region_and_nothing_is_deleted()
    {
        var asked = 0;
        await using var night = await Roles.FencedAsync(Region(Young), Scenario.Faulty(call =>
            call.Action != "DeleteSnapshot" ? null
            : call.Parameters.Text("SnapshotId") == "snap-young" && ++asked > 1 ? InjectedFault.Throttle
            : InjectedFault.OpaqueDenial));

        var result = await night.RunAsync(Real);

        Assert.Equal((RunStatus.Failed, "RequestLimitExceeded", "untried"), (result.Status, result.Reason, result.Regions[0].Fence));
        Assert.Empty(night.Asked(dryRun: false));
    }
}
