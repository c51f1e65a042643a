namespace SnapshotLambda.Aws;

/// <summary>
/// Shares strings that repeat within one listing: volume ids, tag keys, most tag values. Its size is fixed, so strings that never repeat
/// cost nothing; two that meet in one place merely stay unshared. Not safe for several threads.
/// </summary>
internal sealed class StringPool
{
    private readonly string?[] places = new string?[1 << 14];

    /// <summary>An equal string, the same one as before where that is still known.</summary>
    public string Share(string text)
    {
        if (text.Length == 0) return "";
        ref var place = ref places[text.GetHashCode(StringComparison.Ordinal) & (places.Length - 1)];
        if (place == text) return place;
        place = text;
        return text;
    }
}
