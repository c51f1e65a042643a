namespace SnapshotLambda.Tests;

/// <summary>The files of the repository that this test was built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SnapshotLambda.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds SnapshotLambda.sln.");
    }
}
