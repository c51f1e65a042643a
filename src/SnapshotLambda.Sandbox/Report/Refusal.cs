using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The refusal of a dry run's plan that a real run would meet, in some or all regions.</summary>
/// <param name="Regions">The number of refused regions.</param>
/// <param name="OfRegions">The number of all regions.</param>
/// <param name="Why">The reason of the first one.</param>
internal sealed record Refusal(int Regions, int OfRegions, string Why)
{
    /// <summary>True if nothing would be deleted.</summary>
    public bool IsOfAll => Regions == OfRegions;

    /// <summary>The place, as the end of a sentence.</summary>
    public string Where => IsOfAll ? "" : $" in {ReportText.Count(Regions)} of {ReportText.Count(OfRegions)} regions";

    /// <summary>The refusal of a result; null if a real run would be accepted.</summary>
    public static Refusal? Of(RunResult result) =>
        result.DryRun && result.Regions.FirstOrDefault(region => region.WouldRefuse) is { } first
            ? new(
                result.Regions.Count(region => region.WouldRefuse),
                result.Regions.Count,
                result.Regions.Count > 1 ? $"{Places.NameOf(first, result.Regions)}: {first.Message}" : first.Message)
            : null;

    /// <summary>The most bytes that deletions free; for a dry run, those of a real run.</summary>
    public static long FreedAtMost(RunResult result) =>
        Of(result) is null
            ? result.Totals.FullSizeBytes
            : result.Regions.Where(region => !region.WouldRefuse).Sum(region => region.FullSizeBytes);

    /// <summary>The number of snapshots that a real run would delete.</summary>
    public static int WouldDelete(RunResult result) =>
        Of(result) is null
            ? result.Totals.WouldDelete ?? 0
            : result.Regions.Where(region => !region.WouldRefuse).Sum(region => region.WouldDelete ?? 0);
}
