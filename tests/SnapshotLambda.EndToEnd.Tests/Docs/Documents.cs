using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>What people read of this project.</summary>
internal static partial class Documents
{
    /// <summary>The documents, their paths counted from the repository's root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "events/README.md",
        .. Directory.GetFiles(Repository.PathOf("docs"), "*.md")
            .Select(path => $"docs/{Path.GetFileName(path)}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The one row of a table, in any of them, that begins with this cell.</summary>
    public static string Row(string cell) =>
        All.SelectMany(file => Repository.Read(file).Split('\n')).Single(line => line.StartsWith($"| {cell} |", StringComparison.Ordinal));

    /// <summary>The headings of one of them.</summary>
    public static IReadOnlyList<string> Headings(string file) =>
        [.. Heading().Matches(Repository.Read(file)).Select(heading => heading.Groups[1].Value)];

    /// <summary>What a link to a heading ends in: small letters, without punctuation, a hyphen for each blank.</summary>
    public static string Anchor(string heading) => Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
