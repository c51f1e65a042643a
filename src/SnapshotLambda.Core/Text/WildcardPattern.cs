namespace SnapshotLambda.Core.Text;

/// <summary>
/// A pattern for a tag's value or key: <c>*</c> stands for any run of characters, also an empty one, and <c>?</c> for exactly one. Every
/// other character stands for itself, in a value with its case. A literal <c>*</c> or <c>?</c> cannot be written. A character is a Unicode
/// code point.
/// </summary>
/// <param name="Text">The pattern as written.</param>
internal sealed record WildcardPattern(string Text)
{
    /// <summary>The pattern that matches every value.</summary>
    public static WildcardPattern Any { get; } = new("*");

    /// <summary>True if it has no wildcard, so that it matches only itself.</summary>
    public bool IsLiteral => !Text.AsSpan().ContainsAny('*', '?');

    /// <summary>True if it matches every value.</summary>
    public bool IsAny => Text.Length > 0 && !Text.AsSpan().ContainsAnyExcept('*');

    /// <summary>
    /// True if the whole text matches. Allocates nothing, and takes at most (length of the pattern) × (length of the text) steps: only the
    /// last <c>*</c> is tried again.
    /// </summary>
    /// <param name="ignoreCase">True to compare without case, as keys do.</param>
    public bool Matches(string value, bool ignoreCase = false)
    {
        int p = 0, v = 0, afterStar = 0, resume = 0;
        while (v < value.Length)
        {
            if (p < Text.Length && Text[p] == '*')
            {
                afterStar = ++p;
                resume = v;
            }
            else if (p < Text.Length && Text[p] == '?')
            {
                v += CharacterLength(value, v);
                p++;
            }
            else if (p < Text.Length && LengthOfSame(value, v, p, ignoreCase) is var length and > 0)
            {
                v += length;
                p += length;
            }
            else if (afterStar > 0)
            {
                // The characters after the last star do not match here, so the star takes one more.
                p = afterStar;
                v = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < Text.Length && Text[p] == '*') p++;
        return p == Text.Length;
    }

    /// <summary>
    /// The number of UTF-16 units of the character that stands in both places; 0 if they differ. Compared without case, both must take the
    /// same number.
    /// </summary>
    private int LengthOfSame(string value, int v, int p, bool ignoreCase)
    {
        if (!ignoreCase) return Text[p] == value[v] ? 1 : 0;
        var length = CharacterLength(value, v);
        if (p + length > Text.Length) return 0;
        return value.AsSpan(v, length).Equals(Text.AsSpan(p, length), StringComparison.OrdinalIgnoreCase) ? length : 0;
    }

    private static int CharacterLength(string value, int at) => char.IsSurrogatePair(value, at) ? 2 : 1;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
