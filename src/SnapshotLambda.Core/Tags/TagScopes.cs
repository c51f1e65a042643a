using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>
/// The scopes of several policies, which are matched at once, since every snapshot is: each key is looked for once, however many scopes
/// name it. A set of scopes is a number with a bit for each.
/// </summary>
internal sealed class TagScopes
{
    private readonly int _all;
    private readonly List<KeyOfScopes> _keys = [];

    /// <param name="scopes">The scopes, at most 31.</param>
    public TagScopes(IReadOnlyList<TagFilter> scopes)
    {
        _all = (int)((1L << scopes.Count) - 1);
        for (var scope = 0; scope < scopes.Count; scope++)
            foreach (var rule in scopes[scope].Rules)
                KeyFor(rule.Key, scope).Add(scope, rule.Values);
    }

    /// <summary>
    /// The set of the scopes that match: each of their keys has a matching value. Keys compare without case, as in IAM's conditions. A
    /// scope without keys matches every snapshot.
    /// </summary>
    public int Matching(IReadOnlyList<Tag> tags)
    {
        var set = _all;
        for (var k = 0; k < _keys.Count && set != 0; k++) set &= _keys[k].Matching(tags);
        return set;
    }

    // A scope that names a key twice asks for both.
    private KeyOfScopes KeyFor(string key, int scope)
    {
        var found = _keys.Find(one => string.Equals(one.Key, key, StringComparison.OrdinalIgnoreCase) && !one.IsNamedBy(scope));
        if (found is null) _keys.Add(found = new KeyOfScopes(key));
        return found;
    }

    /// <summary>A key, with the values that each scope asks for.</summary>
    private sealed class KeyOfScopes(string key)
    {
        private readonly Dictionary<string, int> _byValue = new(StringComparer.Ordinal);
        private readonly List<(WildcardPattern Value, int Scopes)> _byPattern = [];
        private int _naming;
        private int _ofAnyValue;

        public string Key => key;

        public bool IsNamedBy(int scope) => (_naming & (1 << scope)) != 0;

        public void Add(int scope, IReadOnlyList<WildcardPattern> values)
        {
            var bit = 1 << scope;
            _naming |= bit;
            foreach (var value in values)
            {
                if (value.IsAny) _ofAnyValue |= bit;
                else if (value.IsLiteral) _byValue[value.Text] = _byValue.GetValueOrDefault(value.Text) | bit;
                else _byPattern.Add((value, bit));
            }
        }

        /// <summary>The scopes that a snapshot's value suits, and those that do not ask for the key.</summary>
        public int Matching(IReadOnlyList<Tag> tags)
        {
            var suited = ~_naming;
            for (var t = 0; t < tags.Count; t++)
            {
                if (!string.Equals(tags[t].Key, key, StringComparison.OrdinalIgnoreCase)) continue;
                suited |= _ofAnyValue | _byValue.GetValueOrDefault(tags[t].Value);
                foreach (var (value, scopes) in _byPattern)
                    if ((suited & scopes) == 0 && value.Matches(tags[t].Value))
                        suited |= scopes;
            }

            return suited;
        }
    }
}
