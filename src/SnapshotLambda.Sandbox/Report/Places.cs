using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>Names regions, and many of them in few words.</summary>
internal static class Places
{
    private const int MostNamed = 4;

    /// <summary>True if the regions are of several accounts.</summary>
    public static bool HasAccounts(IReadOnlyList<RegionResult> regions) => regions.Any(region => region.Account != regions[0].Account);

    /// <summary>A region's name, with its account if there are several.</summary>
    public static string NameOf(RegionResult region, IReadOnlyList<RegionResult> among) => PlaceName.Of(region, among);

    /// <summary>Some of the regions: all, all of an account, or each by its name.</summary>
    public static string NameOf(IReadOnlyList<RegionResult> some, IReadOnlyList<RegionResult> among)
    {
        if (some.Count == among.Count && some.Count > 1)
            return $"all {ReportText.Count(some.Count)} regions";
        var hasAccounts = HasAccounts(among);
        return string.Join("; ", some.GroupBy(region => region.Account, StringComparer.Ordinal)
            .Select(account => NamesOf([.. account], among.Count(region => region.Account == account.Key))
                + (hasAccounts ? $" of {account.Key}" : "")));
    }

    private static string NamesOf(RegionResult[] some, int ofRegions) =>
        some.Length == ofRegions && some.Length > 1 ? $"all {ReportText.Count(ofRegions)} regions"
        : some.Length > MostNamed ? $"{ReportText.Count(some.Length)} of {ReportText.Count(ofRegions)} regions"
        : string.Join(", ", some.Select(region => region.Region));
}
