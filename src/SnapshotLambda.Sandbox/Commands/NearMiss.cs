namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Finds what was probably meant.</summary>
internal static class NearMiss
{
    /// <summary>The nearest of the candidates, if it is at most a third of the letters away; else null.</summary>
    public static string? Of(string text, IEnumerable<string> candidates)
    {
        string? nearest = candidates.MinBy(candidate => Distance(text, candidate));
        return nearest is not null && Distance(text, nearest) <= Math.Max(2, text.Length / 3) ? nearest : null;
    }

    /// <summary>Letters to change, add or take away to make one of the other.</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
