namespace SnapshotLambda.Report.Model;

/// <summary>
/// Keys of tags by which people say whose something is, the plainest first. Keys compare without case, <c>-</c> and <c>_</c>.
/// </summary>
internal static class OwnerKeys
{
    private static readonly string[] All =
    [
        "owner", "team", "squad", "project", "costcenter", "businessunit", "department", "application", "app", "service", "product",
        "contact", "createdby", "environment", "env", "stage",
    ];

    /// <summary>True for such a key.</summary>
    public static bool IsOne(string key) => Place(key) >= 0;

    /// <summary>
    /// The key to show sums by: the plainest of those that are on at least half as many snapshots as the most frequent one. Null if there
    /// is none.
    /// </summary>
    public static string? Best(IReadOnlyDictionary<string, int> counts)
    {
        var found = counts.Where(key => IsOne(key.Key)).ToList();
        var most = found.Count == 0 ? 0 : found.Max(key => key.Value);
        return found.Where(key => key.Value * 2 >= most)
            .OrderBy(key => Place(key.Key)).ThenByDescending(key => key.Value).ThenBy(key => key.Key, StringComparer.Ordinal)
            .Select(key => key.Key).FirstOrDefault();
    }

    private static int Place(string key)
    {
        var plain = string.Concat(key.Where(char.IsAsciiLetterOrDigit));
        return Array.FindIndex(All, known => known.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }
}
