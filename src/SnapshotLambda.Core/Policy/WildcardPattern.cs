namespace SnapshotLambda.Core;

/// <summary>
/// A pattern of a tag's value: <c>*</c> stands for any run of characters, an empty one too, <c>?</c> for exactly one
/// character, and every other character for itself, with its case. There is no way to write a literal <c>*</c> or <c>?</c>.
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
    /// Whether the whole value matches. Allocates nothing, and takes at most (length of the pattern) × (length of the
    /// value) steps, whatever the pattern: only the last <c>*</c> is ever tried again.
    /// </summary>
    public bool Matches(string value)
    {
        int p = 0, v = 0, afterStar = 0, resume = 0;
        while (v < value.Length)
        {
            if (p < Text.Length && Text[p] == '*')
            {
                afterStar = ++p;
                resume = v;
            }
            else if (p < Text.Length && (Text[p] == '?' || Text[p] == value[v]))
            {
                v += Text[p] == '?' ? CharacterLength(value, v) : 1;
                p++;
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

    private static int CharacterLength(string value, int at) => char.IsSurrogatePair(value, at) ? 2 : 1;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
