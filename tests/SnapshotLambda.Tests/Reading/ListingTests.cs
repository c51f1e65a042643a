using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>Nothing is deleted where a listing cannot be read to its end.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class ListingTests
{
    private static readonly string Three = $""" "snapshots": [ {Scenario.Old(3)} ] """;

    [Fact]
    public async Task Refuses_a_region_whose_volumes_cannot_be_read()
    {
        await using var night = await Scenario.OverAsync(
            Three, Scenario.Faulty(call => call.Action == "DescribeVolumes" ? InjectedFault.InternalError : null));

        var result = await night.RunAsync("""{ "dryRun": false }""");

        Assert.Equal((RunStatus.Refused, "VolumesUnreadable"), (result.Status, result.Reason));
    }

    [Fact]
    public async Task A_listing_whose_token_expires_half_way_deletes_nothing()
    {
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {Scenario.Old(1_500)} ] """, new() { RequestLimits = false, PageTokenLifetime = TimeSpan.Zero });

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Failed, 1_500), (result.Status, night.SnapshotIds.Count()));
        Assert.Contains("The snapshots could not be listed", result.Message, StringComparison.Ordinal);
    }
}
