namespace SnapshotLambda.Reports;

/// <summary>
/// A folder for a run's files while the run lasts. Lambda's own /tmp outlives it, and has 512 MB unless the template says more.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path = Create();

    /// <summary>The path of a file there. Its folder is made.</summary>
    public string PathOf(string name)
    {
        var path = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Removes a file, so that what others need has room.</summary>
    public void Remove(string name) => Try(() => File.Delete(Path.Combine(_path, name)));

    /// <inheritdoc/>
    public void Dispose() => Try(() => Directory.Delete(_path, recursive: true));

    private static string Create()
    {
        try
        {
            return Directory.CreateTempSubdirectory("snapshot-lambda-").FullName;
        }
        catch (IOException e)
        {
            throw new IOException($"No folder could be made in {Path.GetTempPath()}: {e.Message}", e);
        }
    }

    private static void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left costs room in /tmp, and no run depends on it.
        }
    }
}
