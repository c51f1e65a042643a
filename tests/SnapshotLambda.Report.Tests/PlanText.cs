using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests;

/// <summary>Plans of tests, as the files that a run writes.</summary>
internal static class PlanText
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);

    /// <summary>A plan of these snapshots, whose counts are theirs.</summary>
    public static PlanFile Of(params PlannedSnapshot[] snapshots) => Of(Header, snapshots);

    /// <summary>A plan with this header but for its counts.</summary>
    public static PlanFile Of(PlanHeader header, IReadOnlyList<PlannedSnapshot> snapshots)
    {
        var bytes = new MemoryStream();
        PlanWriter.Write(bytes, header with { Counts = CountsOf(snapshots) }, snapshots);
        return PlanFile.Open("plan.json", () => new MemoryStream(bytes.ToArray(), writable: false));
    }

    public static PlanHeader Header { get; } = new()
    {
        RunId = "2026-11-27-8f14e45f",
        Version = "0.1.0+4f6d0c2",
        Account = "111122223333",
        Region = "eu-west-1",
        DryRun = true,
        PlannedAt = Now,
        ReferenceTime = Now,
        Cutoff = Now.AddDays(-30),
        Digest = new string('0', 64),
        Counts = new PlanCounts(),
    };

    /// <summary>A snapshot that would be deleted.</summary>
    public static PlannedSnapshot Going(string id, int days = 400) => new()
    {
        Id = id,
        VolumeId = "vol-0a",
        StartTime = Now.AddDays(-days),
        SizeGiB = 8,
        AtMostBytes = 8L << 30,
        Decision = PlanDecision.Delete,
    };

    /// <summary>A snapshot that is kept.</summary>
    public static PlannedSnapshot Kept(string id, string reason = "TooYoung", int days = 3) =>
        Going(id, days) with { Decision = PlanDecision.Keep, Reason = reason };

    private static PlanCounts CountsOf(IReadOnlyList<PlannedSnapshot> snapshots)
    {
        int Count(PlanDecision decision) => snapshots.Count(snapshot => snapshot.Decision == decision);
        return new PlanCounts
        {
            Scanned = snapshots.Count,
            InScope = snapshots.Count,
            ToDelete = Count(PlanDecision.Delete),
            ToMark = Count(PlanDecision.Mark),
            Waiting = Count(PlanDecision.Wait),
            Kept = snapshots.Where(snapshot => snapshot.Decision is PlanDecision.Keep).GroupBy(snapshot => snapshot.Reason!)
                .ToDictionary(reason => reason.Key, reason => reason.Count(), StringComparer.Ordinal),
        };
    }
}
