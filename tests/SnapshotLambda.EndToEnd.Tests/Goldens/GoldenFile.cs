namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>What the built product says, in a file of the repository: what changes in it is seen in a review.</summary>
internal static class GoldenFile
{
    /// <summary>The folder of what events come to on fleets.</summary>
    public const string Folder = "tests/SnapshotLambda.EndToEnd.Tests/Goldens";

    /// <summary>The files that are there, by their paths in the folder.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Repository.PathOf(Folder), "*.txt", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.PathOf(Folder), path).Replace('\\', '/'));

    /// <summary>
    /// Fails, and shows the first line that differs, unless the file has this text. With WRITE_README set the file is written instead.
    /// </summary>
    /// <param name="file">The file, from the root of the repository.</param>
    /// <param name="text">The text now.</param>
    /// <param name="comparable">Takes out of a text what no two runs have alike; null for nothing.</param>
    public static void Check(string file, string text, Func<string, string>? comparable = null)
    {
        comparable ??= same => same;
        var path = Repository.PathOf(file);
        var known = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (comparable(known) == comparable(text)) return;
        if (Environment.GetEnvironmentVariable("WRITE_README") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        var (before, now) = (comparable(known).Split('\n'), comparable(text).Split('\n'));
        var at = before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"""
            {file} differs in line {at + 1}:
            - {before.ElementAtOrDefault(at)}
            + {now.ElementAtOrDefault(at)}
            If that is meant, write it anew with WRITE_README=1; all of it is now:

            {text}
            """);
    }
}
