namespace SnapshotLambda.Settings;

/// <summary>
/// The place that a run's plans, result and report are put to. It comes from the environment alone: no payload sends them elsewhere.
/// </summary>
internal sealed record ReportSettings
{
    /// <summary>The name of a bucket in the function's region; null for none.</summary>
    public string? Bucket { get; init; }

    /// <summary>The path of a folder, which is used in place of the bucket; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>True if there is such a place.</summary>
    public bool AreOn => Bucket is not null || Folder is not null;
}
