using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Results;

/// <summary>The sums of all regions, and what no region can tell by itself.</summary>
public sealed record Totals : SnapshotCounts
{
    /// <summary>Sums of nothing.</summary>
    public Totals()
    {
    }

    private Totals(SnapshotCounts sums)
        : base(sums)
    {
    }

    /// <summary>
    /// Approved ids that no region of this run holds. Whether each was deleted before or never was there cannot be told, so they are
    /// outside the sum. Null where nothing was approved by id, or where a region that was not read may hold them.
    /// </summary>
    [JsonPropertyOrder(22)]
    public int? ApprovedUnknown { get; init; }

    /// <summary>The sums of these regions.</summary>
    internal static Totals Of(IEnumerable<RegionResult> regions, bool dryRun) =>
        new(regions.Aggregate(None(dryRun), (sums, region) => sums.Plus(region)));
}
