using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>That a real run of a dry run's plan would be refused, somewhere or everywhere.</summary>
/// <param name="Regions">Where it would be.</param>
/// <param name="OfRegions">Of how many.</param>
/// <param name="Why">Why the first of them would be.</param>
internal sealed record Refusal(int Regions, int OfRegions, string Why)
{
    /// <summary>Whether nothing at all would be deleted.</summary>
    public bool IsOfAll => Regions == OfRegions;

    /// <summary>Where, as the end of a sentence.</summary>
    public string Where => IsOfAll ? "" : $" in {ReportText.Count(Regions)} of {ReportText.Count(OfRegions)} regions";

    /// <summary>That of a result; null where a real run would go through.</summary>
    public static Refusal? Of(RunResult result) =>
        result.DryRun && result.Regions.FirstOrDefault(region => region.WouldRefuse) is { } first
            ? new(result.Regions.Count(region => region.WouldRefuse), result.Regions.Count, result.Regions.Count > 1 ? $"{Places.NameOf(first, result.Regions)}: {first.Message}" : first.Message)
            : null;

    /// <summary>What deletions free at most: of a dry run, those that a real run would come to.</summary>
    public static long FreedAtMost(RunResult result) =>
        Of(result) is null ? result.Totals.FullSizeBytes : result.Regions.Where(region => !region.WouldRefuse).Sum(region => region.FullSizeBytes);

    /// <summary>What a real run would delete.</summary>
    public static int WouldDelete(RunResult result) =>
        Of(result) is null ? result.Totals.WouldDelete ?? 0 : result.Regions.Where(region => !region.WouldRefuse).Sum(region => region.WouldDelete ?? 0);
}
