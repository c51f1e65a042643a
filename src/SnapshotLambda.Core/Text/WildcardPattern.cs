namespace SnapshotLambda.Core.Text;

/// <summary>
/// A pattern of a tag's value, or of a key: <c>*</c> stands for any run of characters, an empty one too, <c>?</c> for exactly one
/// character, and every other character for itself, in a value with its case. There is no way to write a literal <c>*</c> or <c>?</c>.
/// A character is a Unicode code point.
/// </summary>
/// <param name="Text">The pattern as written.</param>
internal sealed record WildcardPattern(string Text)
{
    /// <summary>Matches every value.</summary>
    public static WildcardPattern Any { get; } = new("*");

    /// <summary>Whether it has no wildcard, so that it matches itself alone.</summary>
    public bool IsLiteral => !Text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether it matches every value.</summary>
    public bool IsAny => Text.Length > 0 && !Text.AsSpan().ContainsAnyExcept('*');

    /// <summary>
    /// Whether the whole text matches. Allocates nothing, and takes at most (length of the pattern) × (length of the
    /// text) steps, whatever the pattern: only the last <c>*</c> is ever tried again.
    /// </summary>
    /// <param name="value">The text.</param>
    /// <param name="ignoreCase">Whether letters match those that differ by case alone, as those of keys do.</param>
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
                // The characters since the last star do not fit here: let the star take one more.
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

    /// <summary>How many UTF-16 units the character takes that stands in both places; 0 where another does. Without case it takes as many in both.</summary>
    private int LengthOfSame(string value, int v, int p, bool ignoreCase)
    {
        if (!ignoreCase) return Text[p] == value[v] ? 1 : 0;
        var length = CharacterLength(value, v);
        return p + length <= Text.Length && value.AsSpan(v, length).Equals(Text.AsSpan(p, length), StringComparison.OrdinalIgnoreCase) ? length : 0;
    }

    private static int CharacterLength(string value, int at) => char.IsSurrogatePair(value, at) ? 2 : 1;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
