namespace SnapshotLambda.Core.Results;

/// <summary>The name of a region in a sentence.</summary>
internal static class PlaceName
{
    /// <summary>The region of a result that stands for all of an account, where its regions are not known.</summary>
    private const string EveryRegion = "all";

    /// <summary>The region's name, with its account where there are several. A result for a whole account has the account's name.</summary>
    public static string Of(RegionResult region, IReadOnlyList<RegionResult> among) =>
        region.Region == EveryRegion ? $"account {region.Account}"
        : among.All(other => other.Account == region.Account) ? region.Region : $"{region.Region} of {region.Account}";
}
