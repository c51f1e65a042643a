namespace SnapshotLambda.Core.Results;

/// <summary>The price of a GiB of snapshots for a month, in US dollars. AWS has one for each region, and none is known here.</summary>
internal sealed record Prices
{
    /// <summary>No price is known.</summary>
    public static Prices None { get; } = new();

    /// <summary>The price in every region that <see cref="ByRegion"/> does not name; null if it is not known.</summary>
    public decimal? Elsewhere { get; init; }

    /// <summary>The prices of single regions.</summary>
    public IReadOnlyDictionary<string, decimal> ByRegion { get; init; } = new Dictionary<string, decimal>();

    /// <summary>True if no price is known.</summary>
    public bool AreNone => Elsewhere is null && ByRegion.Count == 0;

    /// <summary>The price in a region; null if it is not known.</summary>
    public decimal? In(string region) => ByRegion.TryGetValue(region, out var price) ? price : Elsewhere;

    /// <summary>What so many bytes cost in a region for a month; null if the price is not known.</summary>
    public decimal? Of(long bytes, string region) => In(region) * bytes / (1L << 30);
}
