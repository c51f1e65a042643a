namespace SnapshotLambda.Core.Results;

/// <summary>What to call a region in a sentence.</summary>
internal static class PlaceName
{
    /// <summary>What stands for every region of an account where it is not known which there are.</summary>
    private const string EveryRegion = "all";

    /// <summary>Its name; with its account where there are several. What stands for a whole account has that one's name.</summary>
    public static string Of(RegionResult region, IReadOnlyList<RegionResult> among) =>
        region.Region == EveryRegion ? $"account {region.Account}"
        : among.All(other => other.Account == region.Account) ? region.Region : $"{region.Region} of {region.Account}";
}
