using System.Collections.Frozen;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>
/// The values of a <see cref="TagRule"/>, ready to be compared with many tags: those without a wildcard are looked up, however many
/// they are, and only the others are tried one after the other.
/// </summary>
internal sealed class TagValues
{
    private readonly bool _isAny;
    private readonly FrozenSet<string> _literals;
    private readonly WildcardPattern[] _patterns;

    /// <summary>The values of a rule.</summary>
    public TagValues(TagRule rule)
    {
        _isAny = rule.Values.Any(value => value.IsAny);
        _literals = rule.Values.Where(value => value.IsLiteral).Select(value => value.Text).ToFrozenSet(StringComparer.Ordinal);
        _patterns = [.. rule.Values.Where(value => !value.IsLiteral && !value.IsAny)];
    }

    /// <summary>Whether one of them matches.</summary>
    public bool Match(string value)
    {
        if (_isAny || _literals.Contains(value)) return true;
        foreach (var pattern in _patterns)
            if (pattern.Matches(value))
                return true;
        return false;
    }
}
