using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>Sums of all snapshots of a run, by what the report shows them by. Its size does not grow with their number.</summary>
internal sealed class ReportSums
{
    private const int MostTexts = 1_000;

    private readonly BoundedSums<Fates> _reasons = new(MostTexts, () => new Fates());
    private readonly BoundedSums<Fates> _policies = new(MostTexts, () => new Fates());
    private readonly BoundedSums<Counter> _keys = new(MostTexts, () => new Counter());
    private readonly SortedDictionary<int, Fates> _months = [];
    private readonly Dictionary<Place, Fates> _places = [];
    private Fates? _ageless;

    /// <summary>All of them.</summary>
    public Fates Total { get; } = new();

    /// <summary>Why they stay or wait, the most frequent reason first.</summary>
    public IReadOnlyList<Sum<string>> Reasons =>
        [.. Of(_reasons).OrderByDescending(reason => reason.Fates.All.Count).ThenBy(reason => reason.Name, StringComparer.Ordinal)];

    /// <summary>By policy, by name; what none governs is left out.</summary>
    public IReadOnlyList<Sum<string>> Policies => [.. Of(_policies).OrderBy(policy => policy.Name, StringComparer.Ordinal)];

    /// <summary>By age in months, the youngest first, without gaps; last, without a name, what has no start.</summary>
    public IReadOnlyList<Sum<int?>> Months =>
    [
        .. Enumerable.Range(0, _months.Count == 0 ? 0 : _months.Keys.Max() + 1)
            .Select(month => new Sum<int?>(month, _months.GetValueOrDefault(month) ?? new Fates())),
        .. _ageless is null ? (Sum<int?>[])[] : [new Sum<int?>(null, _ageless)],
    ];

    /// <summary>By account and region, what can free the most first.</summary>
    public IReadOnlyList<Sum<Place>> Places =>
    [
        .. _places.Select(place => new Sum<Place>(place.Key, place.Value))
            .OrderByDescending(place => place.Fates.Leaving.Bytes)
            .ThenBy(place => place.Name.Account, StringComparer.Ordinal)
            .ThenBy(place => place.Name.Region, StringComparer.Ordinal),
    ];

    /// <summary>The number of snapshots that have a tag, by its key.</summary>
    public IReadOnlyDictionary<string, int> Keys =>
        _keys.Sums.ToDictionary(key => key.Key, key => key.Value.Count, StringComparer.Ordinal);

    /// <summary>Counts one more.</summary>
    public void Add(PlanHeader plan, PlannedSnapshot snapshot)
    {
        var amount = Amount.Of(snapshot, plan.PricePerGiBMonth);
        Total.Add(snapshot.Decision, amount);
        SumIn(_places, new Place(plan.Account, plan.Region)).Add(snapshot.Decision, amount);
        if (snapshot.Reason is { } reason) _reasons.For(reason).Add(snapshot.Decision, amount);
        if (snapshot.Policy is { } policy) _policies.For(policy).Add(snapshot.Decision, amount);
        foreach (var tag in snapshot.Tags) _keys.For(tag.Key).Count++;
        var month = snapshot.StartTime is { } start
            ? SumIn(_months, MonthAge.Of(start, plan.ReferenceTime))
            : _ageless ??= new Fates();
        month.Add(snapshot.Decision, amount);
    }

    private static Fates SumIn<TKey>(IDictionary<TKey, Fates> sums, TKey key)
    {
        if (sums.TryGetValue(key, out var known)) return known;
        var sum = new Fates();
        sums.Add(key, sum);
        return sum;
    }

    private static IEnumerable<Sum<string>> Of(BoundedSums<Fates> sums) =>
    [
        .. sums.Sums.Select(sum => new Sum<string>(sum.Key, sum.Value)),
        .. sums.Others is { } others ? [new Sum<string>("others", others)] : (Sum<string>[])[],
    ];

    private sealed class Counter
    {
        public int Count { get; set; }
    }
}
