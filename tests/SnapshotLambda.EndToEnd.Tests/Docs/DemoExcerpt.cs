namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The part of the demo's report that README shows: the head, the regions, the most frequent reasons and the end.</summary>
internal static class DemoExcerpt
{
    private const int ReasonsShown = 3;
    private const string LeftOut = "[...]";

    /// <summary>The excerpt. Each part that is left out is a line of its own.</summary>
    public static string Of(string report)
    {
        var parts = report.TrimEnd('\n').Split("\n\n");
        Assert.StartsWith("Kept  because", parts[2], StringComparison.Ordinal);
        return string.Join(
            "\n\n", [.. parts[..2], string.Join('\n', [.. parts[2].Split('\n').Take(1 + ReasonsShown), LeftOut]), parts[^1]]);
    }
}
