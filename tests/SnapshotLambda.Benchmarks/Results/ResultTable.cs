using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SnapshotLambda.Tests;

namespace SnapshotLambda.Benchmarks.Results;

/// <summary>The table of a run, as it stands in the README between its two markers.</summary>
internal static class ResultTable
{
    private const string File = "tests/SnapshotLambda.Benchmarks/README.md";
    private const string Begin = "<!-- begin results -->";
    private const string End = "<!-- end results -->";

    /// <summary>The table in Markdown, and what was measured on.</summary>
    public static string Of(IReadOnlyList<Measurement> measurements, BenchmarkSettings settings, DateTimeOffset now)
    {
        var surroundings = string.Create(
            CultureInfo.InvariantCulture,
            $"Measured on {now:yyyy-MM-dd}: {Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}, {RuntimeInformation.FrameworkDescription}, medians of {settings.Runs}{(settings.IsLong ? ", --long" : "")}.");
        var rows = measurements.SelectMany(measurement => measurement.Findings).Select(finding => new[] { finding.What, finding.Bar, finding.Measured, Kept(finding.IsKept) });
        var details = measurements.Select(measurement => measurement.Details).OfType<string>().Select(text => $"\n{text.TrimEnd('\n')}\n");
        return $"{surroundings}\n\n{Markdown(["what", "bar", "measured", "kept"], rows)}{string.Concat(details)}";
    }

    /// <summary>A table in Markdown.</summary>
    public static string Markdown(string[] header, IEnumerable<string[]> rows) =>
        string.Concat(new[] { header, [.. header.Select(_ => "---")] }.Concat(rows).Select(row => $"| {string.Join(" | ", row)} |\n"));

    /// <summary>Puts it into the README and returns that file's name.</summary>
    public static string Write(string table)
    {
        var readme = Repository.Read(File);
        var block = new Regex($"{Begin}\n.*?{End}", RegexOptions.Singleline);
        System.IO.File.WriteAllText(Repository.PathOf(File), block.Replace(readme, _ => $"{Begin}\n{table.TrimEnd('\n')}\n{End}", 1));
        return File;
    }

    private static string Kept(bool? isKept) => isKept switch
    {
        true => "yes",
        false => "**no**",
        null => "not measured",
    };
}
