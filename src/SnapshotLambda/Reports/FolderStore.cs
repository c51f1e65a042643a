namespace SnapshotLambda.Reports;

/// <summary>Writes a run's files to a folder of this machine.</summary>
internal sealed class FolderStore(string folder) : IReportStore
{
    /// <inheritdoc/>
    public string AddressOf(string name) => Path.Combine(folder, name);

    /// <inheritdoc/>
    public async Task PutAsync(string name, Func<Stream> open, CancellationToken cancellationToken)
    {
        var path = AddressOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var content = open();
        await using var file = File.Create(path);
        await content.CopyToAsync(file, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
