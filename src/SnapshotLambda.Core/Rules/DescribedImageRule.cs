using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps snapshots whose description names one of these AMIs, as CreateImage writes it: <c>Created by CreateImage(i-…) for ami-…</c>. An id
/// matches in any case, if neither a letter nor a digit adjoins it.
/// </summary>
internal sealed class DescribedImageRule(IEnumerable<string> imageIds, Reason reason) : IRule
{
    private const string Prefix = "ami-";
    private readonly HashSet<string> _imageIds = new(imageIds, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => _imageIds.Count > 0 && NamesOne(snapshot.Description) ? reason : null;

    private bool NamesOne(ReadOnlySpan<char> description)
    {
        var known = _imageIds.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; description[start..].IndexOf(Prefix, StringComparison.OrdinalIgnoreCase) is var found and >= 0; start++)
        {
            start += found;
            if (start > 0 && char.IsLetterOrDigit(description[start - 1])) continue;
            for (var end = EndOfWord(description, start + Prefix.Length); ; end = EndOfWord(description, end + 1))
            {
                if (known.Contains(description[start..end])) return true;
                if (end == description.Length || description[end] is not '-') break;
            }
        }

        return false;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
        return at;
    }
}
