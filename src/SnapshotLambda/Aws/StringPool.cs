namespace SnapshotLambda.Aws;

/// <summary>
/// Shares strings that repeat within one listing: volume ids, tag keys, most tag values. Its size is fixed, so strings that never repeat
/// cost nothing; two that meet in one place merely stay unshared. Not safe for several threads.
/// </summary>
internal sealed class StringPool
{
    private readonly string?[] places = new string?[1 << 14];

    /// <summary>The text as a string, the same one as before where that is still known.</summary>
    public string Share(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "";
        ref var place = ref places[string.GetHashCode(text) & (places.Length - 1)];
        return place is not null && text.SequenceEqual(place) ? place : place = text.ToString();
    }
}
