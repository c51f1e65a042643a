using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests;

/// <summary>
/// A dry run of a company with several owners and two policies, years of snapshots and a region that could not be read: the one of the
/// pictures in docs/. Its dates are fixed.
/// </summary>
internal static class ExamplePlan
{
    private const int MaxDeletions = 150;

    private static readonly (string Name, string Owner, int SizeGiB, int Days, int Every)[] Prod =
    [
        ("payments-db", "payments", 500, 1000, 12), ("payments-ledger", "payments", 200, 760, 12), ("orders-db", "orders", 320, 900, 14),
        ("search-index", "search", 160, 420, 9), ("wiki", "platform", 40, 1300, 21), ("gitlab-data", "platform", 250, 620, 14),
    ];

    private static readonly (string Name, string Owner, int SizeGiB, int Days, int Every)[] Dev =
    [
        ("dev-orders", "orders", 60, 150, 5), ("dev-search-1", "search", 80, 120, 5), ("dev-search-2", "search", 80, 260, 6),
        ("load-test", "payments", 100, 90, 4), ("ml-scratch", "research", 800, 200, 6),
    ];

    /// <summary>The report of the run.</summary>
    public static RunReport Report()
    {
        List<PlanFile> plans =
        [
            Plan("eu-central-1", 0.054m, [.. Volumes(Prod, "prod", 1), .. Others()]),
            Plan("us-east-1", 0.05m, [.. Volumes(Dev, "dev", 40)]),
        ];
        var counts = plans.Select(plan => plan.Header.Counts).ToList();
        var (deleted, scanned) = (counts.Sum(count => count.ToDelete), counts.Sum(count => count.Scanned));
        return RunReport.Open(plans, new RunResult
        {
            Status = RunStatus.Failed,
            Reason = "UnauthorizedOperation",
            Message = $"{deleted} of {scanned} snapshots in 3 regions would be deleted; eu-north-1 could not be read.",
            NextStep = "Mend what eu-north-1 reports and run again: the other regions were not held up.",
            RunId = PlanText.Header.RunId,
            Version = PlanText.Header.Version,
            DryRun = true,
            StartedAt = PlanText.Now,
            FinishedAt = PlanText.Now.AddSeconds(9),
            Notes =
            [
                new Note(
                    "InErrorState", 2, "2 failed snapshots, of which nothing can be restored, are kept; errorState: ageOnly lets them go."),
            ],
            Regions =
            [
                Region("eu-central-1", RegionStatus.Succeeded, null, Message(counts[0])),
                Region("us-east-1", RegionStatus.Succeeded, null, Message(counts[1])),
                Region(
                    "eu-north-1",
                    RegionStatus.Failed,
                    "UnauthorizedOperation",
                    "ec2:DescribeSnapshots is denied. Grant it to the function's role."),
            ],
        });
    }

    private static string Message(PlanCounts counts) => $"{counts.ToDelete} of {counts.Scanned} snapshots would be deleted.";

    private static PlanFile Plan(string region, decimal price, IReadOnlyList<PlannedSnapshot> snapshots)
    {
        // The oldest maxDeletions go tonight.
        var tonight = snapshots.Where(snapshot => snapshot.Decision is PlanDecision.Delete)
            .OrderBy(snapshot => snapshot.StartTime).Take(MaxDeletions).Select(snapshot => snapshot.Id).ToHashSet(StringComparer.Ordinal);
        return PlanText.Of(
            PlanText.Header with
            {
                Region = region,
                PricePerGiBMonth = price,
                UsesRecycleBin = true,
                Cutoff = PlanText.Now.AddDays(-14),
                Policies = [new PlanPolicy("dev", PlanText.Now.AddDays(-14)), new PlanPolicy("prod", PlanText.Now.AddDays(-35))],
                Digest = $"sha256:{region.Length:x2}9f86d081884c7d65",
            },
            [.. snapshots.Select(snapshot => snapshot.Decision is not PlanDecision.Delete || tonight.Contains(snapshot.Id)
                ? snapshot
                : snapshot with { Decision = PlanDecision.Wait, Reason = "OverCap", IsSharingUnknown = true })]);
    }

    private static IEnumerable<PlannedSnapshot> Volumes(
        (string Name, string Owner, int SizeGiB, int Days, int Every)[] volumes, string policy, int number) =>
        volumes.SelectMany((volume, i) => policy == "prod"
            ? Thinned(Taken(volume, policy, number + i))
            : Aged(Taken(volume, policy, number + i)));

    private static List<PlannedSnapshot> Taken(
        (string Name, string Owner, int SizeGiB, int Days, int Every) volume, string policy, int number)
    {
        List<PlannedSnapshot> taken = [];
        for (var days = 1; days < volume.Days; days += volume.Every)
            taken.Add(new PlannedSnapshot
            {
                Id = $"snap-0{number:x2}{days:x4}9c1e57a3b",
                VolumeId = $"vol-0{number:x2}b7d4e8a61f2c",
                StartTime = PlanText.Now.AddDays(-days).AddHours(-2),
                SizeGiB = volume.SizeGiB,
                AtMostBytes = (long)volume.SizeGiB * (60 + number % 7 * 5) / 100 << 30,
                Description = policy == "prod" ? "nightly backup" : null,
                Tags = [new Tag("Name", volume.Name), new Tag("Owner", volume.Owner), new Tag("Stage", policy)],
                Policy = policy,
                Decision = PlanDecision.Delete,
            });
        return taken;
    }

    /// <summary>The newest of each of the last 12 months and of each of the last 3 years stay.</summary>
    private static IEnumerable<PlannedSnapshot> Thinned(List<PlannedSnapshot> taken)
    {
        HashSet<(int, int)> months = [];
        HashSet<int> years = [];
        foreach (var snapshot in taken)
        {
            var start = snapshot.StartTime!.Value;
            string[] periods =
            [
                .. years.Count < 3 && years.Add(start.Year) ? ["KeptYearly"] : (string[])[],
                .. months.Count < 12 && months.Add((start.Year, start.Month)) ? ["KeptMonthly"] : (string[])[],
            ];
            yield return (PlanText.Now - start).TotalDays < 35
                ? snapshot with { Decision = PlanDecision.Keep, Reason = "TooYoung", Periods = periods }
                : periods.Length > 0 ? snapshot with { Decision = PlanDecision.Keep, Reason = periods[0], Periods = periods }
                : snapshot;
        }
    }

    /// <summary>What is younger than 14 days stays.</summary>
    private static IEnumerable<PlannedSnapshot> Aged(List<PlannedSnapshot> taken) => taken.Select(snapshot =>
        (PlanText.Now - snapshot.StartTime!.Value).TotalDays < 14
            ? snapshot with { Decision = PlanDecision.Keep, Reason = "TooYoung" }
            : snapshot);

    private static IEnumerable<PlannedSnapshot> Others()
    {
        foreach (var (i, reason, name, owner) in new[]
        {
            (0, "UsedByImage", "golden-image-2026-03", "platform"), (1, "UsedByImage", "golden-image-2026-06", "platform"),
            (2, "UsedByImage", "golden-image-2026-09", "platform"), (3, "SharedWithOthers", "dataset-2025", "research"),
            (4, "Locked", "audit-2024", "finance"), (5, "NewestOfDeletedVolume", "legacy-crm", "finance"),
            (6, "ManagedByBackup", "vault-copy", "platform"), (7, "KeepUntil", "case-4711", "finance"),
            (8, "NotCompleted", "orders-db", "orders"), (9, "NotCompleted", "wiki", "platform"),
        })
            yield return new PlannedSnapshot
            {
                Id = $"snap-0f{i:x2}4d21c78e09b5a6",
                VolumeId = $"vol-0f{i:x2}91a7c3e5d208",
                StartTime = PlanText.Now.AddDays(-70 - i * 61),
                SizeGiB = 30 + i * 10,
                AtMostBytes = (30L + i * 10) << 29,
                Tags = [new Tag("Name", name), new Tag("Owner", owner)],
                Policy = "prod",
                Decision = PlanDecision.Keep,
                Reason = reason,
            };
        foreach (var i in Enumerable.Range(0, 6))
            yield return new PlannedSnapshot
            {
                Id = $"snap-0e{i:x2}77b3d90f1c4a28",
                VolumeId = "vol-ffffffff",
                IsCopy = true,
                StartTime = PlanText.Now.AddDays(-120 - i * 30),
                SizeGiB = 40,
                AtMostBytes = 24L << 30,
                Description = "Copied for the move to eu-central-1",
                Policy = "prod",
                Decision = PlanDecision.Keep,
                Reason = "LineageUnknown",
            };
    }

    private static RegionResult Region(string region, RegionStatus status, string? reason, string message) => new()
    {
        Account = PlanText.Header.Account,
        Region = region,
        Status = status,
        Reason = reason,
        Message = message,
        Fence = "verified",
    };
}
