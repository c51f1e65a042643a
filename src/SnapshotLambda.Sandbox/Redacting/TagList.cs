namespace SnapshotLambda.Sandbox.Redacting;

/// <summary>The tags of a snapshot as a line of the log has them: <c>Team=payroll, Name=nightly</c>. Anything else is one text.</summary>
internal static class TagList
{
    /// <summary>The keys and values in the text; the text itself if it is no list of tags.</summary>
    public static IEnumerable<(string Part, bool IsKey)> Parts(string text, string kind)
    {
        if (kind != "value" || !text.Contains('=', StringComparison.Ordinal))
            return [(text, false)];
        return text.Split(", ").SelectMany(Tag).Append((text, false));

        static (string, bool)[] Tag(string tag) => tag.Split('=', 2) is [var key, var value] ? [(key, true), (value, false)] : [(tag, false)];
    }

    /// <summary>The same form with a pseudonym in place of each key and value.</summary>
    public static string Replaced(string text, string kind, Pseudonyms pseudonyms)
    {
        if (text.Length == 0)
            return text;
        if (kind != "value" || !text.Contains('=', StringComparison.Ordinal))
            return pseudonyms.Of(kind, text);
        return string.Join(", ", text.Split(", ").Select(Tag));

        string Tag(string tag) => tag.Split('=', 2) is [var key, var value]
            ? $"{Part("key", key)}={Part("value", value)}"
            : Part("value", tag);

        string Part(string what, string part) => part.Length == 0 ? "" : pseudonyms.Of(what, part);
    }
}
