namespace SnapshotLambda.Sandbox.Iam;

/// <summary>
/// Patterns in which <c>*</c> stands for any characters and <c>?</c> for one. IAM does not define a character; here it is a Unicode code
/// point.
/// </summary>
internal static class Wildcard
{
    /// <summary>True if the whole text matches.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase = false)
    {
        int at = 0, inText = 0, star = -1, afterStar = 0;
        while (inText < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, afterStar) = (at++, inText);
            else if (at < pattern.Length && pattern[at] == '?')
                (at, inText) = (at + 1, inText + CharacterLength(text[inText..]));
            else if (at < pattern.Length && Same(pattern[at], text[inText], ignoreCase))
                (at, inText) = (at + 1, inText + 1);
            else if (star >= 0)
                (at, inText) = (star + 1, ++afterStar);
            else
                return false;
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }

    private static int CharacterLength(ReadOnlySpan<char> text) => text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;

    private static bool Same(char one, char other, bool ignoreCase) =>
        one == other || (ignoreCase && char.ToUpperInvariant(one) == char.ToUpperInvariant(other));
}
