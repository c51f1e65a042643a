using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>Some snapshots in numbers.</summary>
/// <param name="Count">How many they are.</param>
/// <param name="Bytes">The most bytes that their deletion can free.</param>
/// <param name="PricedBytes">The sum of bytes times their region's price, exact, where that is known.</param>
/// <param name="Unpriced">How many of them are in regions whose price is not known: the dollars leave them out.</param>
internal readonly record struct Amount(int Count, long Bytes, decimal PricedBytes, int Unpriced)
{
    private const decimal BytesOfGiB = 1L << 30;

    /// <summary>The most US dollars that these bytes cost in a month, without what is unpriced.</summary>
    public decimal Dollars => PricedBytes / BytesOfGiB;

    /// <summary>The amount of one snapshot.</summary>
    public static Amount Of(PlannedSnapshot snapshot, decimal? pricePerGiBMonth) =>
        new(1, snapshot.AtMostBytes, snapshot.AtMostBytes * (pricePerGiBMonth ?? 0), pricePerGiBMonth is null ? 1 : 0);

    /// <summary>The sum of two amounts.</summary>
    public Amount Plus(Amount other) =>
        new(Count + other.Count, Bytes + other.Bytes, PricedBytes + other.PricedBytes, Unpriced + other.Unpriced);
}
