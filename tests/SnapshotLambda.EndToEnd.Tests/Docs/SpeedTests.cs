using System.Globalization;
using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>What the documents say of speed and memory is what the benchmarks' README has from its last measurement.</summary>
public sealed partial class SpeedTests
{
    private const string File = "tests/SnapshotLambda.Benchmarks/README.md";

    /// <summary>Lambda's memory for one whole processor, in MB.</summary>
    private const double MemoryOfOneProcessor = 1769;

    private static readonly string Speed = Block().Match(Repository.Read(File)).Groups[1].Value;

    [Fact]
    public void The_tables_say_what_they_were_measured_on()
    {
        Assert.Matches(@"\AMeasured on 20\d\d-\d\d-\d\d: \d+ cores, .+, medians of \d+\.\n", Speed);
        Assert.Matches(@"\nBuilds: the managed build of .+ on the (stand-ins of eng/fallback-packages|genuine packages);", Speed);
    }

    [Fact]
    public void Readme_quotes_the_ratios_of_two_sizes() => ReadmeBlock.Check("ratios", $"""
        A dry run of 1,000 snapshots takes {Share("native", "1,000")} of the CPU time of a boto3 script as a [native program](docs/native.md), and one of 100,000 takes
        {Share("native", "100,000")}. The managed build takes {Share("managed", "1,000")}, and {Share("managed", "100,000")}, [as measured]({File}#the-limits-measured) on {Date()}.
        """);

    [Fact]
    public void Native_quotes_the_tables() => ReadmeBlock.Check("takes", ReadmeBlock.Table(
        ["snapshots", "native: CPU s", "MB", "managed: CPU s", "MB", "script: CPU s", "MB"],
        Table("CPU s").Rows.Select(row => row[0]).Select(size => (string[])
            [
                size,
                .. new[]
                {
                    "native",
                    "managed",
                    "script",
                }.SelectMany(name => (string[])[Cell("CPU s", size, name), Bare(Cell("peak MB", size, name))]),
            ]))
        + $"\nMeasured on {Date()}. From its start to the first question for an event the native program takes {Cell("start", "native", "ms")} ms, the managed build {Cell("start", "managed", "ms")} ms.");

    [Fact]
    public void Native_reckons_seconds_on_Lambda_from_the_tables()
    {
        int[] memory = [256, 512, 1024];
        ReadmeBlock.Check("seconds", ReadmeBlock.Table(
            [
                "snapshots",
                .. new[] { "native", "managed" }.SelectMany(name => memory.Select(
                    (mb, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? $"{name}: " : "")}{mb:N0} MB"))),
            ],
            new[] { "1,000", "10,000", "100,000" }.Select(size => (string[])
                [
                    size,
                    .. new[] { "native", "managed" }.SelectMany(name => memory.Select(mb => string.Create(
                        CultureInfo.InvariantCulture, $"{Number(Cell("CPU s", size, name)) * MemoryOfOneProcessor / mb:0.0} s"))),
                ])));
    }

    private static string Date() => Day().Match(Speed).Value;

    /// <summary>What part of the script's time a build takes, in words.</summary>
    private static string Share(string name, string size)
    {
        var (ours, theirs) = (Number(Cell("CPU s", size, name)), Number(Cell("CPU s", size, "script")));
        return ours < theirs
            ? string.Create(CultureInfo.InvariantCulture, $"1/{theirs / ours:0}")
            : string.Create(CultureInfo.InvariantCulture, $"{ours / theirs:0.0} times as much");
    }

    private static string Cell(string table, string row, string column)
    {
        var (header, rows) = Table(table);
        return rows.Single(cells => cells[0] == row)[Array.IndexOf(header, column)];
    }

    /// <summary>The table whose first heading this is.</summary>
    private static (string[] Header, IReadOnlyList<string[]> Rows) Table(string heading)
    {
        var lines = Speed.Split('\n')
            .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .ToList();
        Assert.True(lines.Count > 2, $"{File} has no table of {heading} in its block of speed.");
        static string[] Cells(string line) => line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
        return (Cells(lines[0]), [.. lines.Skip(2).Select(Cells)]);
    }

    private static string Bare(string cell) => cell.Split(' ')[0];

    private static double Number(string cell) => double.Parse(Bare(cell), CultureInfo.InvariantCulture);

    [GeneratedRegex("<!-- begin speed -->\n(.*?)<!-- end speed -->", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"20\d\d-\d\d-\d\d")]
    private static partial Regex Day();
}
