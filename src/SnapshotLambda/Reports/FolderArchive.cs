namespace SnapshotLambda.Reports;

/// <summary>Reads a folder of reports, which holds the files of the last run alone.</summary>
internal sealed class FolderArchive(string folder) : IReportArchive
{
    /// <inheritdoc/>
    public string AddressOf(string key) =>
        Path.Combine(folder, key.StartsWith("runs/", StringComparison.Ordinal) ? string.Join('/', key.Split('/')[2..]) : key);

    /// <inheritdoc/>
    public async Task GetAsync(string key, Func<Stream> open, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(AddressOf(key));
        await using var place = open();
        await file.CopyToAsync(place, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
