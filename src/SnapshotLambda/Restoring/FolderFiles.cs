namespace SnapshotLambda.Restoring;

/// <summary>The files of one run in a folder of this machine, where they are without the run's id.</summary>
/// <param name="folder">The folder.</param>
/// <param name="runId">The run.</param>
internal sealed class FolderFiles(string folder, string runId) : IRunFiles
{
    private readonly string _prefix = $"runs/{runId}/";

    /// <inheritdoc/>
    public string AddressOf(string name) => Path.Combine(folder, Below(name));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];
        var names = files.Select(file => _prefix + Path.GetRelativePath(folder, file).Replace('\\', '/'));
        return Task.FromResult<IReadOnlyList<string>>(
            [.. names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) =>
        File.Exists(AddressOf(name)) ? await File.ReadAllBytesAsync(AddressOf(name), cancellationToken) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private string Below(string name) => name.StartsWith(_prefix, StringComparison.Ordinal) ? name[_prefix.Length..] : name;
}
