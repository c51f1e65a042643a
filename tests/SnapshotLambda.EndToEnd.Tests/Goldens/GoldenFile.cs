namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>What one event came to on one fleet, in a file beside this one: what changes in it is seen in a review.</summary>
internal static class GoldenFile
{
    /// <summary>Where they are.</summary>
    public const string Folder = "tests/SnapshotLambda.EndToEnd.Tests/Goldens";

    /// <summary>The files that are there, by their paths in the folder.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Repository.PathOf(Folder), "*.txt", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.PathOf(Folder), path).Replace('\\', '/'));

    /// <summary>
    /// Fails, and shows the first line that differs, unless the file has this text. With WRITE_README set the file is written instead.
    /// </summary>
    public static void Check(string name, string text)
    {
        var path = Repository.PathOf($"{Folder}/{name}");
        var known = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (known == text) return;
        if (Environment.GetEnvironmentVariable("WRITE_README") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        var (before, now) = (known.Split('\n'), text.Split('\n'));
        var at = before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"""
            {Folder}/{name} differs in line {at + 1}:
            - {before.ElementAtOrDefault(at)}
            + {now.ElementAtOrDefault(at)}
            If that is meant, write it anew with WRITE_README=1; all of it is now:

            {text}
            """);
    }
}
