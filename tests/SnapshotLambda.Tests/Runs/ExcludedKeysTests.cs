using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Tests.Access;
using SnapshotLambda.Tests.FallbackPackages;
using SnapshotLambda.Tests.Reading;

namespace SnapshotLambda.Tests.Runs;

/// <summary>Keys of <c>excludeTags</c> as people write them: with wildcards, and <c>DoNotDelete</c> as they spell it.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class ExcludedKeysTests
{
    // Two volumes, each with an old snapshot and a new one; tools whose keys no guard knows made the old ones.
    private const string Tools = """
        "volumes": ["vol-c", "vol-d"], "snapshots": [
          { "id": "snap-ark-400", "volumeId": "vol-c", "ageDays": 400, "tags": { "ark-snapshot": "nightly" } },
          { "id": "snap-ark-1", "volumeId": "vol-c", "ageDays": 1, "tags": { "ark-snapshot": "nightly" } },
          { "id": "snap-tool-90", "volumeId": "vol-d", "ageDays": 90, "tags": { "backup-tool/job": "1" } },
          { "id": "snap-tool-3", "volumeId": "vol-d", "ageDays": 3 },
          { "id": "snap-plain-90", "volumeId": "vol-d", "ageDays": 90, "description": "plain" } ]
        """;

    [Theory]
    [InlineData("""{ "ark*": ["*"], "backup-tool/*": ["*"] }""")]
    [InlineData("""{ "ARK-*": ["night??"], "*/job": ["1"] }""")]
    [InlineData("""{ "ark?snapshot": ["*"], "backup-tool/???": ["*"] }""")]
    public async Task Keep_by_their_wildcards_what_the_fence_says_that_it_cannot(string excludeTags)
    {
        await using var night = await Roles.FencedAsync(Tools);

        var result = await night.RunAsync($$"""{ "dryRun": false, "excludeTags": {{excludeTags}} }""");

        Assert.Equal(["snap-plain-90"], night.Asked(dryRun: false));
        Assert.Equal((RunStatus.Succeeded, 1, 3), (result.Status, result.Totals.Deleted, result.Totals.Kept["TagExcluded"]));
        Assert.All(result.Regions[0].FenceOmits.TakeLast(4).Take(2), name => Assert.Matches(@"^excludeTags\..*[*?]", name));
    }

    [Theory]
    [InlineData("ARK-made")]
    [InlineData("do-not-delete")]
    [InlineData("Do_Not Delete")]
    public async Task Keep_what_is_tagged_so_just_before_its_deletion(string key)
    {
        Scenario night = null!;
        night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """, Scenario.Faulty(call =>
        {
            if (call.IsLookUp() && night.TagOf("snap-old-0001", key) is null) night.TagBehind("snap-old-0001", key, "");
            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete(""" "excludeTags": { "ark*": ["*"] } """));

        Assert.Equal((2, 1), (result.Totals.Deleted, result.Totals.Kept["TagExcluded"]));
        Assert.DoesNotContain("snap-old-0001", night.Deletions);
    }

    [Theory]
    [InlineData("{}", 4, 1)]
    [InlineData("""{ "DoNotDelete": [] }""", 0, 5)]
    [InlineData("""{ "DoNotDelete": [], "do-not-delete": ["*"] }""", 1, 4)]
    public async Task Keep_DoNotDelete_in_every_spelling_until_all_are_lifted_at_once(string excludeTags, int kept, int deleted)
    {
        string[] spellings = ["DONOTDELETE", "do-not-delete", "Do_Not_Delete", "do not delete"];
        var snapshots = spellings.Select((key, i) =>
            $$"""{ "id": "snap-{{i}}", "volumeId": "vol-{{i}}", "ageDays": 90, "description": "{{i}}", "tags": { "{{key}}": "" } }""");
        await using var night = await Roles.FencedAsync($""" "snapshots": [ {Scenario.Old(1)}, {string.Join(", ", snapshots)} ] """);

        var result = await night.RunAsync(Scenario.Delete($""" "excludeTags": {excludeTags} """));

        Assert.Equal((kept, deleted), (result.Totals.Kept.GetValueOrDefault("TagExcluded"), result.Totals.Deleted));
        Assert.Equal(kept == 4, result.Regions[0].FenceOmits.Contains("excludeTags.DoNotDelete: other spellings"));
    }

    [Fact]
    public async Task The_fence_keeps_the_usual_spellings_whatever_a_planner_decides()
    {
        const string Spelt = """
            "snapshots": [ { "id": "snap-kept", "volumeId": "vol-k", "ageDays": 90, "tags": { "Do-Not-Delete": "x" } }, { "id": "snap-young", "volumeId": "vol-y", "ageDays": 1 },
              { "id": "snap-old", "volumeId": "vol-o", "ageDays": 90 } ]
            """;
        await using var night = await Roles.FencedAsync(Spelt);

        var result = await night.RunWithPlannerAsync(Scenario.Delete(), (inventory, inputs, now, cancel) =>
            Planner.Plan(inventory, inputs.Retaining(retention => retention with { ExcludeTags = TagFilter.Empty }), now, cancel));

        Assert.Contains("snap-kept", night.SnapshotIds);
        Assert.Equal(1, result.Totals.Deleted);
    }
}
