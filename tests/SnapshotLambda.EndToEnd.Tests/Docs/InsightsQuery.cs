using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>A query of CloudWatch Logs Insights, as far as the documents use the language.</summary>
internal sealed partial class InsightsQuery(string text)
{
    private static readonly string[] Words =
        ["filter", "fields", "stats", "sort", "limit", "and", "or", "not", "like", "in", "as", "by", "asc", "desc", "count"];

    /// <summary>Those of a document: its code blocks that begin with a filter.</summary>
    public static IReadOnlyList<InsightsQuery> In(string markdown) =>
        [.. Blocks().Matches(markdown).Select(block => new InsightsQuery(block.Groups[1].Value))];

    /// <summary>The query.</summary>
    public string Text { get; } = text;

    /// <summary>The events of the log that it is about; none where it reads what Lambda itself writes.</summary>
    public IReadOnlyList<string> Events { get; } = [.. Texts().Matches(text).Select(one => one.Groups[1].Value)];

    /// <summary>The keys of a line that it names, those that Insights adds among them.</summary>
    public IReadOnlyList<string> Fields { get; } =
    [
        .. Names().Matches(Aliases().Replace(Literals().Replace(text, ""), "")).Select(name => name.Value)
            .Except(Words).Except(Aliases().Matches(text).Select(alias => alias.Groups[1].Value)).Distinct(),
    ];

    [GeneratedRegex("^ *```\n *(filter .*?)\n *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("""(?:")([^"]*)(?:")""")]
    private static partial Regex Texts();

    [GeneratedRegex("""(?:"[^"]*")|/[^/\n]*/""")]
    private static partial Regex Literals();

    [GeneratedRegex(@"\bas (\w+)")]
    private static partial Regex Aliases();

    [GeneratedRegex(@"@?\b[a-zA-Z_]\w*")]
    private static partial Regex Names();
}
