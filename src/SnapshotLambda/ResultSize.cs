using System.Text.Json;
using SnapshotLambda.Core;

namespace SnapshotLambda;

/// <summary>
/// Keeps the result small enough to travel to every kind of destination: SNS takes 256 KB, record and all.
/// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
/// </summary>
internal static class ResultSize
{
    /// <summary>The most bytes that a result takes as JSON; the rest of 256 KB is the destination's envelope.</summary>
    public const int Limit = 240 * 1024;

    private const int ShortList = 3;

    /// <summary>The result itself, or one with shorter lists, or one whose last regions are summed up; the counts stay true.</summary>
    public static RunResult Bounded(RunResult result)
    {
        if (SizeOf(result) <= Limit) return result;
        RegionResult[] regions =
            [.. result.Regions.Select(region => region with { Failures = [.. region.Failures.Take(ShortList)], Sample = [.. region.Sample.Take(ShortList)] })];
        var shorter = result with { Regions = regions };
        var listed = regions.Length;
        while (SizeOf(shorter) > Limit && listed > 0)
        {
            listed /= 2;
            shorter = shorter with { Regions = [.. regions.Take(listed), RegionConclusion.SummedUp([.. regions.Skip(listed)], result.DryRun)] };
        }

        return shorter;
    }

    private static int SizeOf(RunResult result) => JsonSerializer.SerializeToUtf8Bytes(result, WireTypes.Default.RunResult).Length;
}
