namespace SnapshotLambda.Reports;

/// <summary>
/// A folder for a run's files while the run lasts. Lambda's own /tmp outlives it, and has 512 MB unless the template says more.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("snapshot-lambda-").FullName;

    /// <summary>The path of a file there. Its folder is made.</summary>
    public string PathOf(string name)
    {
        var path = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left costs room in /tmp, and no run depends on it.
        }
    }
}
