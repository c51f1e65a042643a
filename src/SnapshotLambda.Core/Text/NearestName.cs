namespace SnapshotLambda.Core.Text;

/// <summary>Guesses the valid name that a wrong one was meant to be.</summary>
internal static class NearestName
{
    private const int LongestGuessed = 64;

    /// <summary>
    /// The valid name with the fewest slips (a letter more, less, wrong, or two swapped; case, <c>-</c> and <c>_</c> do
    /// not count), or one that begins with it; null if none is near.
    /// </summary>
    public static string? To(string name, IEnumerable<string> valid)
    {
        if (name.Length > LongestGuessed) return null;
        var wrong = Plain(name);
        var (nearest, fewest) = ((string?)null, Math.Max(1, wrong.Length / 3) + 1);
        foreach (var candidate in valid)
        {
            var right = Plain(candidate);
            var slips = wrong.Length >= 3 && right.StartsWith(wrong, StringComparison.Ordinal) ? 1 : Slips(wrong, right);
            if (slips < fewest) (nearest, fewest) = (candidate, slips);
        }

        return nearest;
    }

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>The optimal string alignment distance: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance</summary>
    private static int Slips(string a, string b)
    {
        var (beforeLast, last, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
