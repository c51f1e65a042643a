namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>An empty folder for one test's files.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("snapshot-lambda-");

    public string At(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
