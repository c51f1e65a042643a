using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SnapshotLambda.Tests;

namespace SnapshotLambda.Benchmarks.Results;

/// <summary>The table of a run, as it stands in the README between the two markers of its block.</summary>
internal static class ResultTable
{
    private const string File = "tests/SnapshotLambda.Benchmarks/README.md";

    /// <summary>The table in Markdown, and what was measured on.</summary>
    public static string Of(IReadOnlyList<Measurement> measurements, Bench bench)
    {
        var settings = bench.Settings;
        var surroundings = string.Create(
            CultureInfo.InvariantCulture,
            $"Measured on {bench.Clock.GetUtcNow():yyyy-MM-dd}: {Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}, medians of {settings.Runs}{(settings.IsLong ? ", --long" : "")}.")
            + (bench.Built.Length > 0 ? $"\nBuilds: {bench.Built}." : "");
        var rows = measurements.SelectMany(measurement => measurement.Findings)
            .Select(finding => new[] { finding.What, finding.Bar, finding.Measured, Kept(finding.IsKept) });
        var details = measurements.Select(measurement => measurement.Details).OfType<string>().Select(text => $"\n{text.TrimEnd('\n')}\n");
        return $"{surroundings}\n\n{Markdown(["what", "bar", "measured", "kept"], rows)}{string.Concat(details)}";
    }

    /// <summary>A table in Markdown.</summary>
    public static string Markdown(string[] header, IEnumerable<string[]> rows) =>
        string.Concat(new[] { header, [.. header.Select(_ => "---")] }.Concat(rows).Select(row => $"| {string.Join(" | ", row)} |\n"));

    /// <summary>Puts it into the README as the block of this name, and returns that file's name.</summary>
    public static string Write(string name, string table)
    {
        var readme = Repository.Read(File);
        var (begin, end) = ($"<!-- begin {name} -->", $"<!-- end {name} -->");
        var block = new Regex($"{begin}\n.*?{end}", RegexOptions.Singleline);
        System.IO.File.WriteAllText(Repository.PathOf(File), block.Replace(readme, _ => $"{begin}\n{table.TrimEnd('\n')}\n{end}", 1));
        return File;
    }

    private static string Kept(bool? isKept) => isKept switch
    {
        true => "yes",
        false => "**no**",
        null => "not measured",
    };
}
