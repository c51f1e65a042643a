using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The benchmarks' README says of every limit how it stands.</summary>
public sealed partial class BenchmarkTests
{
    private const string File = "tests/SnapshotLambda.Benchmarks/README.md";

    public static TheoryData<string> Measured => new([
        "deletions in",
        "another client takes half of the refill",
        "CPU against the seed's boto3 script",
        "peak memory of the function",
        "planner alone",
        "bytes allocated for each kept snapshot",
        "17 regions at once",
        "start to the first poll of the Runtime API",
    ]);

    public static TheoryData<string> Proved =>
        new(["10,000 random fleets", "20 % throttles, 5 % 500s, 2 % resets, 2 % lost replies", "killed at a random moment, 200 times"]);

    [Theory]
    [MemberData(nameof(Measured))]
    public void Has_a_row_for_each_limit_that_is_measured(string what)
    {
        var results = Results().Match(Repository.Read(File)).Groups[1].Value;
        Assert.Contains(Rows(results), row => row is [var limit, { Length: > 0 }, { Length: > 0 }, "yes" or "**no**" or "not measured"]
            && limit.Contains(what, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Proved))]
    public void Has_a_row_for_each_limit_that_is_proved(string what) =>
        Assert.Contains(
            Rows(Repository.Read(File)), row => row is [var limit, { Length: > 0 }] && limit.StartsWith(what, StringComparison.Ordinal));

    [Fact]
    public void Links_lead_somewhere()
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(File))!;
        Assert.All(Links().Matches(Repository.Read(File)), link => Assert.True(
            System.IO.File.Exists(Path.Combine(folder, link.Groups[1].Value)), $"{File} links to {link.Groups[1].Value}."));
    }

    private static IEnumerable<string[]> Rows(string markdown) => markdown.Split('\n')
        .Where(line => line.StartsWith('|') && line.EndsWith('|'))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    [GeneratedRegex("<!-- begin results -->\n(.*?)<!-- end results -->", RegexOptions.Singleline)]
    private static partial Regex Results();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Links();
}
