using System.Text.Json;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda;

/// <summary>
/// Keeps the result small enough for every kind of destination, whatever its fields hold: SNS takes 256 KB, including the record.
/// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
/// </summary>
internal static class ResultSize
{
    /// <summary>The maximum size of a result as JSON; the rest of 256 KB is the destination's envelope.</summary>
    public const int Limit = 240 * 1024;

    // Each cuts more than the one before. The last, with all regions in one entry, always fits.
    private static readonly ResultCut[] Cuts =
    [
        new(Entries: 3, Names: 50, Characters: 1_000, SettingCharacters: 60_000),
        new(Entries: 3, Names: 20, Characters: 300, SettingCharacters: 2_000),
        new(Entries: 1, Names: 3, Characters: 150, SettingCharacters: 100),
    ];

    /// <summary>
    /// The result if it fits, or one with shorter lists and texts, or one whose last regions are in one entry. The counts stay true, and
    /// <c>leftOut</c> says what is missing.
    /// </summary>
    public static RunResult Bounded(RunResult result)
    {
        if (Fits(result)) return result;
        foreach (var cut in Cuts)
        {
            if (cut.Of(result, result.Regions.Count) is var shorter && Fits(shorter)) return shorter;
            if (cut == Cuts[^1]) continue;

            // Long texts of a few regions are cut before whole regions. Of many regions, some are cut before the texts become useless.
            for (var listed = result.Regions.Count / 2; listed >= FewRegions; listed /= 2)
                if (cut.Of(result, listed) is var summed && Fits(summed)) return summed;
        }

        for (var listed = FewRegions; listed > 0; listed /= 2)
            if (Cuts[^1].Of(result, listed) is var summed && Fits(summed)) return summed;
        return Cuts[^1].Of(result with { Settings = new Dictionary<string, EffectiveSetting>() }, listed: 0);
    }

    private const int FewRegions = 16;

    private static bool Fits(RunResult result) => JsonSerializer.SerializeToUtf8Bytes(result, WireTypes.Default.RunResult).Length <= Limit;
}
