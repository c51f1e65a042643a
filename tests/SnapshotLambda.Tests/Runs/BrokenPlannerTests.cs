using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Tests.Access;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Runs;

/// <summary>What the fence is for: a planner that keeps nothing at all, and an AWS that was told better.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class BrokenPlannerTests
{
    private static readonly string Young = string.Join(", ", Enumerable.Range(0, 300).Select(
        i => $$"""{ "id": "snap-young-{{i:D3}}", "volumeId": "vol-{{i}}", "ageDays": {{20 - (i / 50)}} }"""));

    private const string Precious = """
        { "id": "snap-kept", "volumeId": "vol-k", "ageDays": 90, "tags": { "DoNotDelete": "" } },
        { "id": "snap-dlm", "volumeId": "vol-l", "ageDays": 80, "tags": { "dlm:managed": "x" } },
        { "id": "snap-undated", "volumeId": "vol-u" }
        """;

    [Fact]
    public async Task Loses_no_young_snapshot_and_none_that_the_tags_keep()
    {
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Scenario.Old(5)}, {Young}, {Precious} ] """);

        var result = await night.RunWithPlannerAsync(Scenario.Delete(), DeleteEverything);

        Assert.Equal((RunStatus.PartiallyFailed, "UnauthorizedOperation"), (result.Status, result.Reason));
        Assert.Equal(303, night.SnapshotIds.Count());
        Assert.DoesNotContain(night.SnapshotIds, id => id.StartsWith("snap-old", StringComparison.Ordinal));
        Assert.Equal(5, result.Totals.Deleted);
        Assert.InRange(result.Totals.NotAttempted, 100, 300);
        Assert.True(result.Totals.AddUp);
    }

    [Fact]
    public async Task Deletes_nothing_where_everything_is_young()
    {
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Young} ] """);

        var result = await night.RunWithPlannerAsync(Scenario.Delete(), DeleteEverything);

        Assert.Equal((RunStatus.Refused, "FenceRefusesCandidate"), (result.Status, result.Reason));
        Assert.Empty(night.Asked(dryRun: false));
        Assert.Equal(300, night.SnapshotIds.Count());
    }

    [Fact]
    public async Task Loses_no_snapshot_that_its_own_policy_keeps_though_another_policy_would_let_it_go()
    {
        await using var night = await Roles.FencedAsync("""
            "snapshots": [
              { "id": "snap-dev-3", "volumeId": "vol-1", "ageDays": 3, "tags": { "Env": "dev" } }, { "id": "snap-dev-10", "volumeId": "vol-2", "ageDays": 10, "tags": { "env": "dev" } },
              { "id": "snap-prod-10", "volumeId": "vol-3", "ageDays": 10, "tags": { "Env": "prod" } }, { "id": "snap-prod-40", "volumeId": "vol-4", "ageDays": 40, "tags": { "Env": "prod" } },
              { "id": "snap-of-none", "volumeId": "vol-5", "ageDays": 90 } ]
            """);

        var result = await night.RunWithPlannerAsync(
            Scenario.Delete("""
                "policies": [ { "name": "dev", "maxAgeDays": 7, "includeTags": { "Env": ["dev"] } }, { "name": "prod", "maxAgeDays": 35, "includeTags": { "Env": ["prod"] } } ]
                """),
            DeleteEverything);

        Assert.Equal(["snap-dev-3", "snap-of-none", "snap-prod-10"], night.SnapshotIds.Order(StringComparer.Ordinal));
        Assert.Equal((2, 3), (result.Totals.Deleted, result.Totals.Kept["DeniedByPolicy"]));
        Assert.Equal("verified", result.Regions[0].FencePolicies!["prod"]);
    }

    [Fact]
    public async Task Would_have_lost_them_without_a_fence()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Young} ] """);

        await night.RunWithPlannerAsync(Scenario.Delete(), DeleteEverything);

        Assert.Empty(night.SnapshotIds);
    }

    private static Plan DeleteEverything(Inventory inventory, PlanInputs inputs, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(
            [.. inventory.Snapshots.Select(snapshot => new Decision(snapshot, KeptBecause: null))],
            [.. inventory.Snapshots.OrderBy(snapshot => snapshot.StartTime ?? inputs.Cutoff.AddYears(1))],
            inventory.Snapshots.Count,
            inputs,
            now)
        { LastLook = KeepsNothing(inputs) };

    private static LastLook KeepsNothing(PlanInputs inputs)
    {
        var nothing = (inputs with { ReferenceTime = inputs.ReferenceTime.AddYears(1), Policies = [] })
            .Retaining(retention => retention with { ExcludeTags = TagFilter.Empty, Copies = Copies.AgeOnly })
            .Guarded(safeguards => safeguards with { SkipGuards = Guard.All.Select(guard => guard.Name).ToHashSet() });
        return LastLook.Of(nothing, (_, _) => [], Array.Empty<int>().ToLookup(_ => ""));
    }
}
