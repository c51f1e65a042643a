using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>
/// A run as a report shows it: the sums of all its snapshots, and at most <see cref="MostRows"/> of these by themselves. Plans are read
/// twice, snapshot by snapshot, so that their size costs no memory.
/// </summary>
internal sealed class RunReport
{
    /// <summary>The most snapshots that a report shows by themselves: as many as <c>approvedSnapshotIds</c> takes.</summary>
    public const int MostRows = 9_000;

    private const int MostGroupKeys = 8;

    private readonly Dictionary<VolumeKey, int> _deletions = [];

    private RunReport(IReadOnlyList<PlanFile> plans, RunResult? result) => (Plans, Result) = (plans, result);

    /// <summary>The plans, one for each account's region.</summary>
    public IReadOnlyList<PlanFile> Plans { get; }

    /// <summary>The run's result; null if it left none.</summary>
    public RunResult? Result { get; }

    /// <summary>The run's id; null where there is neither a plan nor a result.</summary>
    public string? RunId => Plans.Count > 0 ? Plans[0].Header.RunId : Result?.RunId;

    /// <summary>True if nothing was to be changed.</summary>
    public bool DryRun => Plans.Count > 0 ? Plans[0].Header.DryRun : Result?.DryRun ?? false;

    /// <summary>The build that made the plans.</summary>
    public string? Version => Plans.Count > 0 ? Plans[0].Header.Version : Result?.Version;

    /// <summary>The instant of the run: of its first plan, or its beginning without one.</summary>
    public DateTimeOffset? At => Plans.Count > 0 ? Plans.Min(plan => plan.Header.PlannedAt) : Result?.StartedAt;

    /// <summary>True if what is deleted stays in the Recycle Bin for its days.</summary>
    public bool UsesRecycleBin => Plans.Any(plan => plan.Header.UsesRecycleBin);

    /// <summary>True if money can be shown: the price of a region is known.</summary>
    public bool HasPrices => Plans.Any(plan => plan.Header.PricePerGiBMonth is not null);

    /// <summary>The regions whose price is not known, though that of others is.</summary>
    public IReadOnlyList<string> UnpricedRegions => !HasPrices ? [] :
    [
        .. Plans.Where(plan => plan.Header.PricePerGiBMonth is null).Select(plan => plan.Header.Region)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// What was deleted. Null in a dry run and without a result, and where the result leaves regions out: then the plan is the upper bound.
    /// </summary>
    public Amount? Deleted
    {
        get
        {
            if (DryRun || Result?.Totals.Deleted is not { } count) return null;
            var deleted = Result.Regions.Aggregate(default(Amount), (sum, region) => sum.Plus(DeletedIn(region)));
            return deleted.Count == count ? deleted : null;
        }
    }

    /// <summary>The sums of all snapshots.</summary>
    public ReportSums Sums { get; } = new();

    /// <summary>The sums by the tag that names owners best; null where no tag does.</summary>
    public OwnerSums? Owners { get; private set; }

    /// <summary>The tags' keys to group by, the owners' first.</summary>
    public IReadOnlyList<string> GroupKeys { get; private set; } = [];

    /// <summary>The volumes whose snapshots are shown, what goes first.</summary>
    public IReadOnlyList<ReportVolume> Volumes { get; private set; } = [];

    /// <summary>The sums of what is shown by itself.</summary>
    public Fates Shown { get; } = new();

    /// <summary>
    /// True if some of what is to be deleted is not shown by itself. What is comes first, so that nothing else is shown then.
    /// </summary>
    public bool LeavesDeletionsOut => Shown[PlanDecision.Delete].Count < Sums.Total[PlanDecision.Delete].Count;

    /// <summary>
    /// How many snapshots of a volume are to be deleted, shown or not. Null where all of them are shown, and for a volume that is not.
    /// </summary>
    public int? DeletionsOf(VolumeKey volume) => _deletions.TryGetValue(volume, out var count) ? count : null;

    /// <summary>Reads plans and sums them up.</summary>
    /// <param name="plans">The plans of one run, one for each account's region; none where no region was planned.</param>
    /// <param name="result">The run's result; null if it left none.</param>
    /// <exception cref="InvalidPlanException">The plans are not of one run, or a plan cannot be read.</exception>
    public static RunReport Open(IReadOnlyList<PlanFile> plans, RunResult? result)
    {
        RequireOneRun(plans, result);
        var report = new RunReport(
            [
                .. plans.OrderBy(plan => plan.Header.Account, StringComparer.Ordinal)
                    .ThenBy(plan => plan.Header.Region, StringComparer.Ordinal),
            ],
            result);
        report.Read();
        return report;
    }

    /// <summary>Sees that files are of one run, and each plan of another region.</summary>
    /// <exception cref="InvalidPlanException">They are not; the message names the runs, or the region.</exception>
    public static void RequireOneRun(IReadOnlyList<PlanFile> plans, RunResult? result)
    {
        var runs = plans.Select(plan => plan.Header.RunId).Concat(result is null ? [] : [result.RunId])
            .Distinct(StringComparer.Ordinal).ToList();
        if (runs.Count > 1)
            throw new InvalidPlanException($"The files are of several runs, {runs[0]} and {runs[1]}. Name the folder of one run.");
        var twice = plans.GroupBy(plan => new Place(plan.Header.Account, plan.Header.Region)).FirstOrDefault(place => place.Count() > 1);
        if (twice is not null)
            throw new InvalidPlanException(
                $"There are several plans of {twice.Key.Region} of account {twice.Key.Account}. Name the folder of one run.");
    }

    private void Read()
    {
        var leaving = new FirstRows(MostRows);
        var order = 0L;
        foreach (var (plan, snapshot) in Snapshots())
        {
            Sums.Add(plan, snapshot);
            if (snapshot.Decision is not PlanDecision.Keep) leaving.Offer(plan, snapshot, RowRank.Of(snapshot, order++));
        }

        var keys = Sums.Keys;
        Owners = OwnerKeys.Best(keys) is { } owner ? new OwnerSums(owner) : null;
        GroupKeys = GroupKeysOf(keys, Owners?.Key);
        var volumes = leaving.Rows.Select(row => row.Volume).ToHashSet();
        var staying = new FirstRows(MostRows - leaving.Count);
        var leavesDeletionsOut = Sums.Total[PlanDecision.Delete].Count > MostRows;
        foreach (var (plan, snapshot) in Snapshots())
        {
            Owners?.Add(plan, snapshot);
            var volume = VolumeKey.Of(plan, snapshot);
            if (snapshot.Decision is PlanDecision.Keep)
                staying.Offer(plan, snapshot, RowRank.OfKept(snapshot, volumes.Contains(volume), order++));
            else if (leavesDeletionsOut && snapshot.Decision is PlanDecision.Delete && volumes.Contains(volume))
                _deletions[volume] = _deletions.GetValueOrDefault(volume) + 1;
        }

        Show(leaving.Rows.Concat(staying.Rows));
    }

    private void Show(IEnumerable<ReportRow> rows)
    {
        var failures = (Result?.Regions ?? []).SelectMany(region => region.Failures)
            .DistinctBy(failure => failure.SnapshotId, StringComparer.Ordinal)
            .ToDictionary(failure => failure.SnapshotId, StringComparer.Ordinal);
        Volumes =
        [
            .. rows.Select(row => row with { Failure = failures.GetValueOrDefault(row.Snapshot.Id) })
                .GroupBy(row => row.Volume)
                .Select(volume => new ReportVolume(volume.Key, volume))
                .OrderBy(volume => RowRank.Of(volume.Rows[0].Snapshot, 0))
                .ThenBy(volume => volume.Rows[0].Snapshot.Id, StringComparer.Ordinal),
        ];
        foreach (var row in Volumes.SelectMany(volume => volume.Rows))
            Shown.Add(row.Snapshot.Decision, Amount.Of(row.Snapshot, row.Plan.PricePerGiBMonth));
    }

    private Amount DeletedIn(RegionResult region)
    {
        var price = Plans.Select(plan => plan.Header)
            .FirstOrDefault(plan => plan.Account == region.Account && plan.Region == region.Region)?.PricePerGiBMonth;
        var count = region.Deleted ?? 0;
        return new Amount(count, region.FullSizeBytes, region.FullSizeBytes * (price ?? 0), price is null ? count : 0);
    }

    private IEnumerable<(PlanHeader Plan, PlannedSnapshot Snapshot)> Snapshots() =>
        Plans.SelectMany(plan => plan.Snapshots().Select(snapshot => (plan.Header, snapshot)));

    /// <summary>The most frequent keys. What AWS itself sets, and the name, tell nobody's share.</summary>
    private static IReadOnlyList<string> GroupKeysOf(IReadOnlyDictionary<string, int> counts, string? owner) =>
    [
        .. counts.Keys.Where(key => key != "Name" && !key.StartsWith("aws:", StringComparison.Ordinal))
            .OrderBy(key => key == owner ? 0 : 1)
            .ThenByDescending(key => counts[key])
            .ThenBy(key => key, StringComparer.Ordinal)
            .Take(MostGroupKeys),
    ];
}
