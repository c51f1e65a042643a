using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Access;

/// <summary>The fence of several policies, over the wire: each cutoff is tried by itself.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class PolicyFenceTests
{
    private const string Policies = """
        "policies": [ { "name": "dev", "maxAgeDays": 7, "includeTags": { "Env": ["dev"] } }, { "name": "prod", "maxAgeDays": 35, "includeTags": { "Env": ["prod"] } } ]
        """;

    private const string Old = """
        { "id": "snap-dev-old", "volumeId": "vol-1", "ageDays": 20, "tags": { "Env": "dev" } }, { "id": "snap-prod-old", "volumeId": "vol-2", "ageDays": 60, "tags": { "Env": "prod" } }
        """;

    private const string YoungDev = """{ "id": "snap-dev-young", "volumeId": "vol-3", "ageDays": 2, "tags": { "Env": "dev" } }""";
    private const string YoungProd = """{ "id": "snap-prod-young", "volumeId": "vol-4", "ageDays": 1, "tags": { "Env": "prod" } }""";
    private const string MiddleProd = """
        { "id": "snap-prod-10", "volumeId": "vol-5", "ageDays": 10, "tags": { "Env": "prod" } }, { "id": "snap-prod-11", "volumeId": "vol-6", "ageDays": 11, "tags": { "Env": "prod" } }
        """;

    private static bool IsTrialOf(ApiCall call, string id) =>
        call.Action == "DeleteSnapshot" && call.Parameters.Text("DryRun") == "true" && call.Parameters.Text("SnapshotId") == id;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stricter_cutoff_is_verified_by_one_call_about_a_snapshot_of_its_own(bool dryRun)
    {
        await using var night = await Roles.FencedAsync($"\"snapshots\": [ {Old}, {YoungDev}, {YoungProd}, {MiddleProd} ]");

        var result = await night.RunAsync(
            dryRun ? $$"""{ "keepLatestPerVolume": 0, "maxDeletePercent": 100, {{Policies}} }""" : Scenario.Delete(Policies));

        Assert.Equal((RunStatus.Succeeded, "verified"), (result.Status, result.Regions[0].Fence));
        Assert.Equal(
            [("dev", "verified"), ("prod", "verified")], result.Regions[0].FencePolicies!.Select(policy => (policy.Key, policy.Value)));
        Assert.Equal(["snap-prod-old", "snap-dev-young", "snap-prod-10"], night.Asked(dryRun: true));
        Assert.Equal(2, result.Totals.WouldDelete ?? result.Totals.Deleted);
        Assert.Equal("The policies' cutoffs: dev verified, prod verified.", Assert.Single(night.Log.Of("fence_checked"))["summary"]);
    }

    [Fact]
    public async Task With_no_snapshot_of_its_own_a_policy_is_untried()
    {
        await using var night = await Roles.FencedAsync($"\"snapshots\": [ {Old}, {YoungDev} ]");

        var result = await night.RunAsync(Scenario.Delete(Policies));

        Assert.Equal((2, "verified", "verified", "untried"), (result.Totals.Deleted,
            result.Regions[0].Fence,
            result.Regions[0].FencePolicies!["dev"],
            result.Regions[0].FencePolicies!["prod"]));
    }

    [Fact]
    public async Task A_policy_whose_deny_finds_no_room_is_untried_and_named_and_refuses_nothing()
    {
        var values = string.Join(", ", Enumerable.Range(0, 30).Select(i => $"\"prod-{i:D2}-{new string('x', 100)}\""));
        await using var night = await Roles.FencedAsync($"\"snapshots\": [ {Old}, {YoungDev}, {MiddleProd} ]");

        var result = await night.RunAsync(Scenario.Delete(Policies.Replace("\"prod\"]", $"\"prod\", {values}]", StringComparison.Ordinal)));

        Assert.Equal(
            (RunStatus.Succeeded, 2, "verified", "untried"),
            (result.Status, result.Totals.Deleted, result.Regions[0].Fence, result.Regions[0].FencePolicies!["prod"]));
        Assert.Contains("policies.prod.maxAgeDays", result.Regions[0].FenceOmits);
        Assert.Contains("snap-prod-10", night.SnapshotIds);
    }

    [Fact]
    public async Task A_cutoff_that_lets_its_own_snapshot_go_is_an_open_fence()
    {
        Scenario night = null!;
        night = await Roles.FencedAsync($"\"snapshots\": [ {Old}, {YoungDev}, {MiddleProd} ]", new()
        {
            RequestLimits = false,
            Faults = call =>
            {
                if (IsTrialOf(call, "snap-prod-10"))
                    night.ChangeBehind("snap-prod-10", snapshot => snapshot with { StartTime = snapshot.StartTime!.Value.AddYears(-1) });
                return null;
            },
        });
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete(Policies));

        Assert.Equal((RunStatus.Refused, "FenceOpen", "refused"), (result.Status, result.Reason, result.Regions[0].Fence));
        Assert.Contains("snap-prod-10", result.Message, StringComparison.Ordinal);
        Assert.Empty(night.Asked(dryRun: false));
    }

    [Fact]
    public async Task One_that_is_gone_or_denied_without_a_cause_leaves_its_policy_untried_and_takes_no_second_call()
    {
        await using var night = await Roles.FencedAsync(
            $"\"snapshots\": [ {Old}, {YoungDev}, {MiddleProd} ]",
            Scenario.Faulty(call => IsTrialOf(call, "snap-prod-10") ? InjectedFault.OpaqueDenial : null));

        var result = await night.RunAsync(Scenario.Delete(Policies));

        Assert.Equal(
            (2, "verified", "untried"), (result.Totals.Deleted, result.Regions[0].Fence, result.Regions[0].FencePolicies!["prod"]));
        Assert.Equal(["snap-prod-old", "snap-dev-young", "snap-prod-10"], night.Asked(dryRun: true));
    }
}
