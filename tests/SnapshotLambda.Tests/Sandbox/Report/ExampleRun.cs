using System.Text.Json;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Tests.Sandbox.Report;

/// <summary>The run that the tests report.</summary>
internal static class ExampleRun
{
    public static readonly DateTimeOffset Started = new(2026, 11, 22, 3, 0, 7, TimeSpan.Zero);

    public static readonly RegionResult Virginia = new()
    {
        Account = "111122223333",
        Region = "us-east-1",
        Status = RegionStatus.Succeeded,
        Message = "612 snapshots would be deleted.",
        Fence = "off",
        Scanned = 4_000,
        InScope = 3_993,
        WouldDelete = 612,
        Kept = new Dictionary<string, int> { ["NewestOfVolume"] = 120, ["TooYoung"] = 3_261, ["TagExcluded"] = 7 },
        FullSizeBytes = (12_345L << 30) + 1,
        Sample =
        [
            new SampledSnapshot("snap-0aaaaaaaaaaaaaaaa", Started.AddDays(-300), "vol-0aaaaaaaaaaaaaaaa", 100, 12L << 30),
            new SampledSnapshot("snap-0bbbbbbbbbbbbbbbb", Started.AddDays(-200), null, 8, 8L << 30),
        ],
    };

    public static readonly RunResult DryRun = new()
    {
        Status = RunStatus.Succeeded,
        Message = "Dry run: 612 of 4,000 snapshots would be deleted.",
        AtMost = "at most 12.1 TiB",
        RunId = "5d3c",
        DryRun = true,
        ReferenceTime = Started,
        Cutoff = Started.AddDays(-30),
        StartedAt = Started,
        FinishedAt = Started.AddSeconds(2),
        Settings = new Dictionary<string, EffectiveSetting>
        {
            ["maxAgeDays"] = new(JsonSerializer.SerializeToElement(30), "default"),
            ["dryRun"] = new(JsonSerializer.SerializeToElement(true), "payload"),
        },
        Totals = TotalsOf(Virginia),
        Regions = [Virginia],
    };

    public static Totals TotalsOf(params RegionResult[] regions) => new()
    {
        Scanned = regions.Sum(region => region.Scanned),
        InScope = regions.Sum(region => region.InScope),
        Deleted = regions.Sum(region => region.Deleted),
        WouldDelete = regions.Sum(region => region.WouldDelete),
        Marked = regions.Sum(region => region.Marked),
        AlreadyGone = regions.Sum(region => region.AlreadyGone),
        Failed = regions.Sum(region => region.Failed),
        NotAttempted = regions.Sum(region => region.NotAttempted),
        Remaining = regions.Sum(region => region.Remaining),
        FullSizeBytes = regions.Sum(region => region.FullSizeBytes),
        Kept = regions.SelectMany(region => region.Kept)
            .GroupBy(kept => kept.Key)
            .ToDictionary(group => group.Key, group => group.Sum(kept => kept.Value)),
    };
}
