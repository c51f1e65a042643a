using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Reports;

/// <summary>A report as it is printed, in a file beside this one: what changes in it is seen in a review.</summary>
internal static partial class Golden
{
    /// <summary>
    /// Fails, and shows what is printed now, unless the file has it, but for dates. With WRITE_README set it is written instead.
    /// </summary>
    public static void Check(string name, string printed)
    {
        var file = $"tests/SnapshotLambda.EndToEnd.Tests/Reports/{name}.txt";
        var path = Repository.PathOf(file);
        var known = File.Exists(path) ? File.ReadAllText(path) : "";
        if (Dateless(known) == Dateless(printed))
            return;
        if (Environment.GetEnvironmentVariable("WRITE_README") is { Length: > 0 })
            File.WriteAllText(path, printed);
        else
            Assert.Fail($"{file} should say, or be written anew with WRITE_README=1:\n\n{printed}");
    }

    private static string Dateless(string text) => Instants().Replace(text.ReplaceLineEndings("\n"), "DATE");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d UTC)?")]
    private static partial Regex Instants();
}
