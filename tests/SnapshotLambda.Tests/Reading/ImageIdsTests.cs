using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>The account's AMIs in the inventory, by which leftovers of deregistered ones are told.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class ImageIdsTests
{
    private static readonly string Region = $$"""
        "snapshots": [ {{Scenario.Old(1)}} ],
        "images": [ { "id": "ami-1" }, { "id": "ami-2", "state": "disabled", "snapshotIds": ["snap-x"] }, { "id": "ami-3", "state": "binned" } ]
        """;

    [Theory]
    [InlineData("", "ami-1 ami-2 ami-3")]
    [InlineData("\"skipGuards\": [\"images\"]", null)]
    [InlineData("\"skipGuards\": [\"binnedImages\"]", null)]
    [InlineData("\"skipGuards\": [\"images\", \"binnedImages\"]", null)]
    [InlineData("\"skipGuards\": [\"locks\"]", "ami-1 ami-2 ami-3")]
    public async Task Are_all_of_them_disabled_and_binned_ones_too_or_not_known(string more, string? ids)
    {
        await using var night = await Scenario.OverAsync(
            Region, new SandboxOptions { RequestLimits = false, Pages = PageShape.Ragged, Seed = 3 });
        Inventory? seen = null;

        await night.RunWithPlannerAsync(Scenario.Delete(more), (inventory, inputs, now, cancellationToken) =>
        {
            seen = inventory;
            return Planner.Plan(inventory, inputs, now, cancellationToken);
        });

        Assert.Equal(ids, seen!.ImageIds is { } images ? string.Join(' ', images.Order()) : null);
    }

    [Fact]
    public async Task Are_read_once_with_the_guards()
    {
        await using var night = await Scenario.OverAsync(Region);

        await night.RunAsync(Scenario.Look);

        Assert.Equal((1, 1), (night.CallsOf("DescribeImages"), night.CallsOf("ListImagesInRecycleBin")));
    }
}
