namespace SnapshotLambda.Report.Model;

/// <summary>
/// Sums by a text that others write. Of texts beyond its limit it keeps one sum together, so that no number of them costs more memory.
/// </summary>
internal sealed class BoundedSums<TSum>(int limit, Func<TSum> none)
{
    private readonly Dictionary<string, TSum> _sums = new(StringComparer.Ordinal);
    private TSum? _others;

    /// <summary>The sums, in no order.</summary>
    public IReadOnlyDictionary<string, TSum> Sums => _sums;

    /// <summary>The sum of all texts that have none of their own; null where each has.</summary>
    public TSum? Others => _others;

    /// <summary>The sum that a text counts for.</summary>
    public TSum For(string text)
    {
        if (_sums.TryGetValue(text, out var known)) return known;
        if (_sums.Count >= limit) return _others ??= none();
        var sum = none();
        _sums.Add(text, sum);
        return sum;
    }
}
