using System.Text.Json;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Tests;

/// <summary>
/// A result as large as its author, whom a number tells, could make it: each field is now and then far longer than any run's.
/// </summary>
internal sealed class HostileResult
{
    private const string Alphabets = "ab<\"\\\u0001\u00e6\ud83d\ude00";

    private readonly Random _random;

    public HostileResult(int seed)
    {
        _random = new Random(seed);
        var dryRun = _random.Next(2) == 0;
        RegionResult[] regions = [.. Enumerable.Range(0, Size(1, 2, 40, 400)).Select(i => Region(i, dryRun))];
        Result = new RunResultBuilder(Text(), dryRun, DateTimeOffset.UnixEpoch)
        {
            FinishedAt = DateTimeOffset.UnixEpoch.AddSeconds(5),
            Version = Text(),
            Settings = Enumerable.Range(0, Size(0, 5, 30))
                .ToDictionary(i => $"setting{i}", _ => new EffectiveSetting(JsonSerializer.SerializeToElement(Names()), "payload")),
        }.Of(regions) with
        {
            Message = Text(),
            NextStep = Text(),
            Reason = Text(),
            Errors = Names(),
            Notes = [.. Names().Select(text => new Note(Text(), _random.Next(), text))],
        };
    }

    public RunResult Result { get; }

    private RegionResult Region(int i, bool dryRun)
    {
        var (kept, done) = (_random.Next(1000), _random.Next(1000));
        return new RegionResultBuilder($"{_random.Next(3):D12}", $"region-{i}", dryRun, Names())
            .NotPlanned((RegionStatus)_random.Next(6), Text(), Text()) with
        {
            Scanned = kept + done,
            Kept = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["TooYoung"] = kept },
            Failed = done,
            FenceOmits = Names(),
            Failures = [.. Enumerable.Range(0, _random.Next(21)).Select(_ => new SnapshotFailure(Text(), Text(), Text(), Text(), 5))],
            Sample = [.. Enumerable.Range(0, _random.Next(21))
                .Select(j => new SampledSnapshot($"snap-{j}", DateTimeOffset.UnixEpoch, Text(), 8, 8L << 30))],
        };
    }

    private string[] Names() => [.. Enumerable.Range(0, Size(0, 1, 50, 300)).Select(_ => Text())];

    private string Text()
    {
        var at = _random.Next(5) * 2;
        return string.Concat(
            Enumerable.Repeat(Alphabets[at..Math.Min(at + 2, Alphabets.Length)], Size(0, 5, 20, _random.Next(30) == 0 ? 5_000 : 50)));
    }

    private int Size(params int[] sizes) => sizes[_random.Next(sizes.Length)];
}
