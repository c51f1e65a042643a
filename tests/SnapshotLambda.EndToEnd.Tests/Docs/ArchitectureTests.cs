using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>
/// The page on architecture names the rooms that there are, and no other; and no page for developers names a type that is gone.
/// </summary>
public sealed partial class ArchitectureTests
{
    private const string Page = "docs/architecture.md";

    [Theory]
    [InlineData("SnapshotLambda", "### SnapshotLambda, from the handler down")]
    [InlineData("SnapshotLambda.Core", "### SnapshotLambda.Core, from the ground up")]
    [InlineData("SnapshotLambda.Report", "### SnapshotLambda.Report, from the top down")]
    [InlineData("SnapshotLambda.Sandbox", "### SnapshotLambda.Sandbox")]
    public void Names_each_room_of_a_project(string project, string heading)
    {
        var text = Repository.Read(Page);
        var table = text[(text.IndexOf($"{heading}\n", StringComparison.Ordinal) + heading.Length)..].Split("\n#")[0];

        Assert.Equal(Rooms(project), Rows().Matches(table).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Page)]
    [InlineData("CONTRIBUTING.md")]
    public void Names_nothing_that_is_gone(string page)
    {
        var known = Words()
            .Matches(string.Concat(Sources().Select(File.ReadAllText)))
            .Select(word => word.Value)
            .ToHashSet(StringComparer.Ordinal);
        var named = Names().Matches(Repository.Read(page)).SelectMany(name => name.Groups[1].Value.Split('.')).Distinct().ToArray();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known)
            .Except(Directory.GetDirectories(Repository.PathOf("src"), "*", SearchOption.AllDirectories).Select(Path.GetFileName)));
    }

    private static IEnumerable<string> Rooms(string project) =>
        Directory.GetDirectories(Repository.PathOf($"src/{project}"))
            .Select(path => Path.GetFileName(path))
            .Where(name => name is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(
            Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)).Append(Repository.PathOf("template.yaml"))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();

    // A name in backticks, alone or with a member, as in `Type.Member`: an upper-case letter first and a lower-case one somewhere.
    [GeneratedRegex("`((?:[A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?)`")]
    private static partial Regex Names();
}
