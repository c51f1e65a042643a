using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Results;

/// <summary>Makes the result of a run. Pure.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="DryRun">Whether nothing was to be changed.</param>
/// <param name="StartedAt">When the run began.</param>
internal sealed record RunResultBuilder(string RunId, bool DryRun, DateTimeOffset StartedAt)
{
    /// <summary>When it ended.</summary>
    public DateTimeOffset FinishedAt { get; init; } = StartedAt;

    /// <summary>The build that does the work; null where it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>The instant that ages were reckoned from; null if the settings did not stand.</summary>
    public DateTimeOffset? ReferenceTime { get; init; }

    /// <summary>Snapshots started before it were old enough; null if the settings did not stand.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>The retentions of the run: its policies, or the top level; empty if the settings did not stand.</summary>
    public IReadOnlyList<Retention> Retentions { get; init; } = [];

    /// <summary>The prices of snapshots.</summary>
    public Prices Prices { get; init; } = Prices.None;

    /// <summary>True if the Recycle Bin keeps what is deleted.</summary>
    public bool UsesRecycleBin { get; init; }

    /// <summary>The settings in effect.</summary>
    public IReadOnlyDictionary<string, EffectiveSetting> Settings { get; init; } = new Dictionary<string, EffectiveSetting>();

    /// <summary>A run that came to its regions.</summary>
    /// <param name="regions">The results of its regions.</param>
    /// <param name="approvedUnknown">Approved ids that none of them holds; null where that is not known or nothing was approved.</param>
    /// <param name="outsidePlans">Approved ids that no approved plan had to be deleted.</param>
    public RunResult Of(IReadOnlyList<RegionResult> regions, int? approvedUnknown = null, int outsidePlans = 0)
    {
        var worst = Worst(regions);
        var totals = Totals.Of(regions, DryRun) with { ApprovedUnknown = approvedUnknown };
        var digests = regions.Where(region => region.PlanDigest is not null)
            .Select(region => $"{region.Account}/{region.Region}/{region.PlanDigest}")
            .ToList();
        var result = DeniedAccount(regions) is { } denied
            ? Of(
                RunStatus.Failed,
                StopReason.NotAllowed,
                $"Every region is denied. {PlaceName.Of(denied, regions)}: {denied.Message}",
                "Grant ec2:DescribeSnapshots to the function's role, or to that account's.")
            : Of(RunStatusOf(worst.Status), worst.Reason, MessageOf(regions, worst, totals), NextStep.After(regions, totals, DryRun));
        return result with
        {
            Message = WithoutQuotes(result.Message + UnknownMessage(approvedUnknown)),
            AtMost = AtMost.Of(regions, Prices, UsesRecycleBin),
            PlanDigest = digests.Count == 0 ? null : Plan.DigestOf(digests),
            Totals = totals,
            Policies = PoliciesOf(regions),
            Regions = regions,
            Notes = Notes.Of(regions, DryRun, Retentions, outsidePlans),
        };
    }

    private PolicyResult[]? PoliciesOf(IReadOnlyList<RegionResult> regions)
    {
        var policies = Retentions.Where(retention => retention.Name is not null).OrderBy(policy => policy.Name, StringComparer.Ordinal);
        PolicyResult[] results =
        [
            .. policies.Select(policy => new PolicyResult(policy.Name!, policy.CutoffAt(ReferenceTime!.Value), Sum(policy.Name!))),
        ];
        return results.Length == 0 ? null : results;

        SnapshotCounts Sum(string policy) => regions.Aggregate(
            SnapshotCounts.None(DryRun),
            (sums, region) => region.ByPolicy.TryGetValue(policy, out var counts) ? sums.Plus(counts) : sums);
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
        Totals = Totals.Of([], DryRun),
    };

    /// <summary>
    /// A region of an account whose regions are all denied; null if there is none. One denied region counts as nothing, but not a whole
    /// account.
    /// </summary>
    private static RegionResult? DeniedAccount(IReadOnlyList<RegionResult> regions) =>
        regions.GroupBy(region => region.Account, StringComparer.Ordinal)
            .FirstOrDefault(account => account.All(region => region.Status is RegionStatus.NotAllowed))?.First();

    /// <summary>
    /// The text without what would end or break a JSON string: it quotes AWS, and EventBridge puts it into a digest's text as it is.
    /// </summary>
    public static string WithoutQuotes(string text) => string.Concat(text.Select(letter => letter switch
    {
        '"' => '\'',
        '\\' => '/',
        _ => char.IsControl(letter) ? ' ' : letter,
    }));

    private static string MessageOf(IReadOnlyList<RegionResult> regions, RegionResult worst, Totals totals)
    {
        if (regions is [var only]) return only.Message;
        if (regions.Any(region => region.WouldRefuse)) return RefusalMessage(regions, worst);
        var done = totals.Deleted is { } deleted
            ? FormattableString.Invariant(
                $"Deleted {deleted:N0} of {totals.Scanned:N0} snapshots in {regions.Count} regions{Number(totals.Marked, "; marked")}")
            : FormattableString.Invariant($"{totals.WouldDelete:N0} of {totals.Scanned:N0} snapshots in {regions.Count} regions")
                + " would be deleted"
                + Number(totals.WouldMark, "; would be marked:");
        return worst is { Status: RegionStatus.Succeeded, Reason: null }
            ? $"{done}."
            : $"{done}. {PlaceName.Of(worst, regions)}: {worst.Message}";
    }

    /// <summary>
    /// The message of a dry run where a real run would be refused: it says so first, and then what would be deleted elsewhere.
    /// </summary>
    private static string RefusalMessage(IReadOnlyList<RegionResult> regions, RegionResult worst)
    {
        var why = $"{PlaceName.Of(worst, regions)}: {worst.Message}";
        var refused = regions.Count(region => region.WouldRefuse);
        var others = regions.Where(region => !region.WouldRefuse && region.Scanned > 0).ToList();
        var elsewhere = others.Count == 0
            ? ""
            : $" Elsewhere {Number(others.Sum(region => region.WouldDelete ?? 0))} of {Number(others.Sum(region => region.Scanned))}"
                + " snapshots would be deleted.";
        var where = refused == regions.Count ? "" : FormattableString.Invariant($" in {refused} of {regions.Count} regions");
        return $"A real run would delete nothing{where}. {why}{elsewhere}";
    }

    private static string UnknownMessage(int? approvedUnknown) => approvedUnknown > 0
        ? FormattableString.Invariant(
            $" Approved, and in no region of this run: {approvedUnknown:N0}; whether deleted before or never there cannot be told.")
        : "";

    private static string Number(int count) => FormattableString.Invariant($"{count:N0}");

    private static string Number(int? count, string words) => count > 0 ? FormattableString.Invariant($"{words} {count:N0}") : "";

    /// <summary>
    /// The region that a run's status, message and next step are about: one that asks for more before others of its status.
    /// </summary>
    public static RegionResult Worst(IReadOnlyCollection<RegionResult> regions) =>
        regions.MaxBy(region => (Badness(region.Status), NextStep.Urgency(region.Reason)))!;

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
