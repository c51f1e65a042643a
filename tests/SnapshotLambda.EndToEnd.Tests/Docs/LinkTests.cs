using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>What the documents link to is there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Files => [.. Documents.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Links_lead_somewhere(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var links = Links()
            .Matches(Repository.Read(file))
            .Select(link => link.Groups[1].Value)
            .Where(link => !link.StartsWith("https://", StringComparison.Ordinal));
        Assert.All(links, link =>
        {
            var (path, anchor) = link.Split('#') is [var one, var two] ? (one, two) : (link, "");
            var target = path.Length == 0 ? file : Path.Combine(folder, path);
            Assert.True(File.Exists(Repository.PathOf(target)), $"{file} links to {link}.");
            if (anchor.Length > 0) Assert.Contains(anchor, Documents.Headings(target).Select(Documents.Anchor));
        });
    }

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Links();
}
