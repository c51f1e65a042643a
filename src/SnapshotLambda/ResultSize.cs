using System.Text.Json;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda;

/// <summary>
/// Keeps the result small enough to travel to every kind of destination, whatever its fields hold: SNS takes 256 KB, record and all.
/// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
/// </summary>
internal static class ResultSize
{
    /// <summary>The most bytes that a result takes as JSON; the rest of 256 KB is the destination's envelope.</summary>
    public const int Limit = 240 * 1024;

    // Each takes more than the one before. The last, with all regions in one entry, fits whatever was there.
    private static readonly ResultCut[] Cuts =
    [
        new(Entries: 3, Names: 50, Characters: 1_000, SettingCharacters: 60_000),
        new(Entries: 3, Names: 20, Characters: 300, SettingCharacters: 2_000),
        new(Entries: 1, Names: 3, Characters: 150, SettingCharacters: 100),
    ];

    /// <summary>The result itself, or one with less in its lists and texts, or one whose last regions are summed up; the counts stay true, and <c>leftOut</c> says what is missing.</summary>
    public static RunResult Bounded(RunResult result)
    {
        if (Fits(result)) return result;
        foreach (var cut in Cuts)
        {
            if (cut.Of(result, result.Regions.Count) is var shorter && Fits(shorter)) return shorter;
            if (cut == Cuts[^1]) continue;

            // A few regions' long texts are cut before whole regions go; of many regions some go before what is left says nothing any more.
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
