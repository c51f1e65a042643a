namespace SnapshotLambda.Core;

/// <summary>What to call a region in a sentence.</summary>
internal static class PlaceName
{
    /// <summary>Its name; with its account where there are several.</summary>
    public static string Of(RegionResult region, IReadOnlyList<RegionResult> among) =>
        among.All(other => other.Account == region.Account) ? region.Region : $"{region.Region} of {region.Account}";
}
