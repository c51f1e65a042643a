namespace SnapshotLambda.Aws;

/// <summary>
/// Shares strings that repeat within one listing: volume ids, tag keys, most tag values. Its size is fixed, so strings that never repeat
/// cost nothing; strings that collide stay unshared. Not thread-safe.
/// </summary>
internal sealed class StringPool
{
    private readonly string?[] _places = new string?[1 << 14];

    /// <summary>The text as a string, the same instance as before if that is still in the pool.</summary>
    public string Share(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "";
        ref var place = ref _places[string.GetHashCode(text) & (_places.Length - 1)];
        return place is not null && text.SequenceEqual(place) ? place : place = text.ToString();
    }
}
