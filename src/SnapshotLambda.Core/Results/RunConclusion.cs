namespace SnapshotLambda.Core;

/// <summary>Turns what happened in a run into its result. Pure.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="DryRun">Whether nothing was to be changed.</param>
/// <param name="StartedAt">When the run began.</param>
internal sealed record RunConclusion(string RunId, bool DryRun, DateTimeOffset StartedAt)
{
    /// <summary>When it ended.</summary>
    public DateTimeOffset FinishedAt { get; init; } = StartedAt;

    /// <summary>Which build does it; null where nobody says.</summary>
    public string? Version { get; init; }

    /// <summary>The instant that ages were reckoned from; null if the settings did not stand.</summary>
    public DateTimeOffset? ReferenceTime { get; init; }

    /// <summary>Snapshots started before it were old enough; null if the settings did not stand.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>The settings in effect.</summary>
    public IReadOnlyDictionary<string, EffectiveSetting> Settings { get; init; } = new Dictionary<string, EffectiveSetting>();

    /// <summary>A run that came to its regions.</summary>
    public RunResult Of(IReadOnlyList<RegionResult> regions)
    {
        var worst = Worst(regions);
        var totals = Tally.Sum(regions, DryRun);
        var digests = regions.Where(region => region.PlanDigest is not null).Select(region => $"{region.Account}/{region.Region}/{region.PlanDigest}").ToList();
        var result = DeniedAccount(regions) is { } denied
            ? Of(RunStatus.Failed, nameof(RegionStatus.NotAllowed), $"Every region is denied. {PlaceName.Of(denied, regions)}: {denied.Message}", "Grant ec2:DescribeSnapshots to the function's role, or to that account's.")
            : Of(RunStatusOf(worst.Status), worst.Reason, MessageOf(regions, worst, totals), NextStep.After(regions, totals, DryRun));
        return result with
        {
            PlanDigest = digests.Count == 0 ? null : Plan.DigestOf(digests),
            Totals = totals,
            Regions = regions,
            Notes = Notes.Of(regions, DryRun),
        };
    }

    /// <summary>A run that did not come to its regions.</summary>
    public RunResult Of(RunStatus status, string? reason, string message, string? nextStep = null) => new()
    {
        Status = status,
        Reason = reason,
        Message = message,
        NextStep = nextStep,
        RunId = RunId,
        Version = Version,
        DryRun = DryRun,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        ReferenceTime = ReferenceTime,
        Cutoff = Cutoff,
        Settings = Settings,
        Totals = Tally.Sum([], DryRun),
    };

    /// <summary>A region of an account of which all are denied: one such region counts as nothing, but not a whole account. Null if there is none.</summary>
    private static RegionResult? DeniedAccount(IReadOnlyList<RegionResult> regions) =>
        regions.GroupBy(region => region.Account, StringComparer.Ordinal).FirstOrDefault(account => account.All(region => region.Status is RegionStatus.NotAllowed))?.First();

    private static string MessageOf(IReadOnlyList<RegionResult> regions, RegionResult worst, Totals totals)
    {
        if (regions is [var only]) return only.Message;
        var done = totals.Deleted is { } deleted
            ? FormattableString.Invariant($"Deleted {deleted:N0} of {totals.Scanned:N0} snapshots in {regions.Count} regions{Number(totals.Marked, "; marked")}")
            : FormattableString.Invariant($"{totals.WouldDelete:N0} of {totals.Scanned:N0} snapshots in {regions.Count} regions would be deleted{Number(totals.WouldMark, "; would be marked:")}");
        return worst is { Status: RegionStatus.Succeeded, Reason: null } ? $"{done}." : $"{done}. {PlaceName.Of(worst, regions)}: {worst.Message}";
    }

    private static string Number(int? count, string words) => count > 0 ? FormattableString.Invariant($"{words} {count:N0}") : "";

    /// <summary>The region that a run's status, message and next step are about: one that asks for more before others of its status.</summary>
    public static RegionResult Worst(IReadOnlyCollection<RegionResult> regions) => regions.MaxBy(region => (Badness(region.Status), NextStep.Urgency(region.Reason)))!;

    /// <summary>The higher, the worse; the worst region decides a run's status.</summary>
    public static int Badness(RegionStatus status) => status switch
    {
        RegionStatus.NotAllowed => 0,
        RegionStatus.Succeeded => 1,
        RegionStatus.Incomplete => 2,
        RegionStatus.PartiallyFailed => 3,
        RegionStatus.Refused => 4,
        RegionStatus.Failed => 5,
    };

    private static RunStatus RunStatusOf(RegionStatus status) => status switch
    {
        RegionStatus.NotAllowed or RegionStatus.Succeeded => RunStatus.Succeeded,
        RegionStatus.Incomplete => RunStatus.Incomplete,
        RegionStatus.PartiallyFailed => RunStatus.PartiallyFailed,
        RegionStatus.Refused => RunStatus.Refused,
        RegionStatus.Failed => RunStatus.Failed,
    };
}
