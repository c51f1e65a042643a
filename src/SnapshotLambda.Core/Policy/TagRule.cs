namespace SnapshotLambda.Core;

/// <summary>One key of a <see cref="TagFilter"/> and the values it is looked for with.</summary>
/// <param name="Key">The tag's key, literally: a <c>*</c> in it is a <c>*</c>.</param>
/// <param name="Values">What its value may be; one match is enough, and an empty list matches nothing.</param>
internal sealed record TagRule(string Key, IReadOnlyList<WildcardPattern> Values)
{
    /// <summary>Whether one of the tags has this key, compared so, and a value that matches.</summary>
    public bool Matches(IReadOnlyList<Tag> tags, StringComparison keys)
    {
        for (var t = 0; t < tags.Count; t++)
            if (string.Equals(tags[t].Key, Key, keys) && MatchesValue(tags[t].Value))
                return true;
        return false;
    }

    private bool MatchesValue(string value)
    {
        for (var i = 0; i < Values.Count; i++)
            if (Values[i].Matches(value))
                return true;
        return false;
    }
}
