using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>A part of the README, or of a document beside it, that follows from the code: what stands between its two markers.</summary>
internal static class ReadmeBlock
{
    /// <summary>Fails, and shows what should stand there, unless it does. With WRITE_README set it is written instead.</summary>
    /// <param name="name">The name in the markers.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="varying">What may differ, as in dates.</param>
    public static void Check(string name, string expected, Regex? varying = null)
    {
        var file = Documents.All.SingleOrDefault(one => Repository.Read(one).Contains($"<!-- begin {name} -->", StringComparison.Ordinal));
        Assert.True(file is not null, $"Not one document has the block {name}, or several have it.");
        var readme = Repository.Read(file);
        var block = $"<!-- begin {name} -->\n{expected.TrimEnd('\n')}\n<!-- end {name} -->";
        var found = Regex.Match(readme, $"<!-- begin {name} -->\n.*?<!-- end {name} -->", RegexOptions.Singleline);
        Assert.True(found.Success, $"The block {name} of {file} does not end.");
        if (Environment.GetEnvironmentVariable("WRITE_README") is { Length: > 0 })
            File.WriteAllText(Repository.PathOf(file), readme.Replace(found.Value, block, StringComparison.Ordinal));
        else
            Assert.True(Same(found.Value, block, varying), $"{file} should say, or be written anew with WRITE_README=1:\n\n{block}\n");
    }

    /// <summary>A table in Markdown.</summary>
    public static string Table(string[] header, IEnumerable<string[]> rows) =>
        string.Concat(new[] { header, [.. header.Select(_ => "---")] }.Concat(rows).Select(row => $"| {string.Join(" | ", row)} |\n"));

    private static bool Same(string one, string other, Regex? varying) =>
        varying is null ? one == other : varying.Replace(one, "…") == varying.Replace(other, "…");
}
