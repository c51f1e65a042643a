using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>Sums by the value of one tag. Its size does not grow with the number of snapshots.</summary>
internal sealed class OwnerSums(string key)
{
    private const int MostValues = 1_000;

    private readonly BoundedSums<Fates> _values = new(MostValues, () => new Fates());
    private readonly Fates _without = new();

    /// <summary>The tag's key.</summary>
    public string Key => key;

    /// <summary>The sums, what can free the most first; without a name what lacks the tag.</summary>
    public IReadOnlyList<Sum<string?>> Values
    {
        get
        {
            List<Sum<string?>> sums = [.. _values.Sums.Select(value => new Sum<string?>(value.Key, value.Value))];
            if (_without.All.Count > 0) sums.Add(new Sum<string?>(null, _without));
            return [.. sums.OrderByDescending(sum => sum.Fates.Leaving.Bytes).ThenBy(sum => sum.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>The sum of further values, whose number is too large to tell them apart; null where there is none.</summary>
    public Fates? Others => _values.Others;

    /// <summary>Counts one more.</summary>
    public void Add(PlanHeader plan, PlannedSnapshot snapshot)
    {
        var fates = _without;
        foreach (var tag in snapshot.Tags)
            if (tag.Key == key)
                fates = _values.For(tag.Value);
        fates.Add(snapshot.Decision, Amount.Of(snapshot, plan.PricePerGiBMonth));
    }
}
