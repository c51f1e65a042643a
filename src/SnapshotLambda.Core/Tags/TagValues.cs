using System.Collections.Frozen;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>
/// The values of a <see cref="TagRule"/>, prepared for many comparisons: literal values are looked up, and only those with wildcards are
/// tried one by one.
/// </summary>
internal sealed class TagValues
{
    private readonly bool _isAny;
    private readonly FrozenSet<string> _literals;
    private readonly WildcardPattern[] _patterns;

    /// <summary>Prepares the values of a rule.</summary>
    public TagValues(TagRule rule)
    {
        _isAny = rule.Values.Any(value => value.IsAny);
        _literals = rule.Values.Where(value => value.IsLiteral).Select(value => value.Text).ToFrozenSet(StringComparer.Ordinal);
        _patterns = [.. rule.Values.Where(value => !value.IsLiteral && !value.IsAny)];
    }

    /// <summary>True if one of the values matches.</summary>
    public bool Match(string value)
    {
        if (_isAny || _literals.Contains(value)) return true;
        foreach (var pattern in _patterns)
            if (pattern.Matches(value))
                return true;
        return false;
    }
}
