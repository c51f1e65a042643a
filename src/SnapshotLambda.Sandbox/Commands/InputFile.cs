namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Reads the files that the command line names.</summary>
internal static class InputFile
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The file's bytes without a byte order mark, which editors add and JSON does not allow.</summary>
    /// <param name="what">The option or argument that names the file.</param>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static ReadOnlyMemory<byte> Read(string what, string path)
    {
        var bytes = Checked(what, path, () => File.ReadAllBytes(path)).AsMemory();
        return bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
    }

    /// <summary>Sees that the file can be read.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public static void Check(string what, string path) => Checked(what, path, () => File.OpenRead(path)).Dispose();

    private static T Checked<T>(string what, string path, Func<T> read)
    {
        if (path.Length == 0)
            throw new UsageException(
                $"{what} is empty.", "a file, its path counted from " + Environment.CurrentDirectory, "Name the file.");
        if (Directory.Exists(path))
            throw new UsageException(
                $"{what} '{path}' is a folder.", "a file, as in " + Path.Combine(path, "file.json"), "Name a file in it.");
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException(
                $"{what} '{path}' does not exist.", "a file, its path counted from " + Environment.CurrentDirectory, "Check the path.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException(
                $"{what} '{path}' cannot be read: {fault.Message}", "a file that you may read", "Check the path and its permissions.");
        }
    }
}
