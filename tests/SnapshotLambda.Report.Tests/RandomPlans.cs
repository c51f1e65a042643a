using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests;

/// <summary>The plans of a run, which a number tells: several accounts and regions, all decisions and reasons, hostile texts.</summary>
internal sealed class RandomPlans
{
    private static readonly string[] Texts =
    [
        "", "payments", "=HYPERLINK(\"http://evil.example\")", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "+1", "-2",
        "@SUM(A1)", "\tx", "a,b", "a\r\nb", "\u202ereversed", "\ud83d\ude00", "</style></script><!--", "&amp;", "' onclick='x", "\r=1",
    ];

    private static readonly string[] Keys = ["Name", "Owner", "team", "Environment", "<b>", "=cmd", "aws:cloudformation:stack-name"];

    private readonly Random _random;

    public RandomPlans(int seed)
    {
        _random = new Random(seed);
        Plans = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(Plan)];
    }

    public IReadOnlyList<PlanFile> Plans { get; }

    private PlanFile Plan(int i)
    {
        var header = PlanText.Header with
        {
            Account = $"{i % 2:D12}",
            Region = $"region-{i}",
            PricePerGiBMonth = _random.Next(2) == 0 ? null : 0.05m,
            UsesRecycleBin = _random.Next(2) == 0,
        };
        return PlanText.Of(header, [.. Enumerable.Range(0, _random.Next(40)).Select(j => Snapshot($"snap-{i}-{j}"))]);
    }

    private PlannedSnapshot Snapshot(string id)
    {
        var decision = One(Enum.GetValues<PlanDecision>());
        return new PlannedSnapshot
        {
            Id = id,
            VolumeId = _random.Next(6) == 0 ? null : $"vol-{_random.Next(5)}",
            IsCopy = _random.Next(6) == 0,
            StartTime = _random.Next(10) == 0 ? null : PlanText.Now.AddHours(-_random.Next(-50, 40_000)),
            SizeGiB = _random.Next(1000),
            AtMostBytes = _random.NextInt64(1L << 40),
            IsArchived = _random.Next(5) == 0,
            Description = _random.Next(3) == 0 ? null : One(Texts),
            Tags = [.. Keys.Where(_ => _random.Next(2) == 0).Select(key => new Tag(key, One(Texts)))],
            Decision = decision,
            Reason = decision switch
            {
                PlanDecision.Keep => One(Reason.All).Name,
                PlanDecision.Wait => nameof(Reason.OverCap),
                PlanDecision.Delete or PlanDecision.Mark => null,
            },
            Policy = _random.Next(2) == 0 ? null : One(Texts),
            Periods = _random.Next(3) == 0 ? ["KeptMonthly", "KeptDaily"] : [],
            IsSharingUnknown = _random.Next(2) == 0,
        };
    }

    private T One<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
