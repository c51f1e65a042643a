using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Results;

/// <summary>Says what the deletions of a run free at most. Snapshots share blocks, so both the bytes and the money are upper bounds.</summary>
internal static class AtMost
{
    /// <summary>The bound where nothing is deleted, or would be in a real run.</summary>
    public const string Nothing = "nothing";

    /// <summary>The bound in words and without quotes, as in "at most 1.2 TiB, at most $ 61.44 a month", or <see cref="Nothing"/>.</summary>
    /// <param name="regions">The results of the regions.</param>
    /// <param name="prices">The prices; none gives no money.</param>
    /// <param name="usesRecycleBin">True if the Recycle Bin keeps, at the same price, what is deleted.</param>
    public static string Of(IReadOnlyList<RegionResult> regions, Prices prices, bool usesRecycleBin)
    {
        var freed = regions.Where(region => region.FullSizeBytes > 0 && !region.WouldRefuse).ToList();
        if (freed.Count == 0) return Nothing;
        var size = AmountText.Size(freed.Sum(region => region.FullSizeBytes));
        var priced = freed.Where(region => prices.In(region.Region) is not null).ToList();
        var money = priced.Count == 0
            ? ""
            : $", at most {AmountText.Dollars(priced.Sum(region => prices.Of(region.FullSizeBytes, region.Region)!.Value))} a month";
        var without = priced.Count == 0 || priced.Count == freed.Count
            ? ""
            : $" without {Notes.Names([.. freed.Except(priced).Select(region => region.Region).Distinct(StringComparer.Ordinal)])}, "
                + "whose price is not set";
        return $"at most {size}{money}{without}{(usesRecycleBin ? ", once the Recycle Bin lets go of them" : "")}";
    }
}
