namespace SnapshotLambda.Core.Snapshots;

/// <summary>The value of the tag <see cref="OwnTags.Run"/>: the function and the run that deleted a snapshot.</summary>
/// <param name="Function">The name of the function that deletes.</param>
/// <param name="RunId">The run's id; null for any run of that function.</param>
internal sealed record RunTag(string Function, string? RunId)
{
    /// <summary>The value, or a pattern of IAM that stands for the values of all runs.</summary>
    public string Value => $"{Function}/{RunId ?? "*"}";

    /// <summary>True if the snapshot has the tag of this run, or of any run of the function.</summary>
    public bool IsOn(Snapshot snapshot) =>
        snapshot.ValueOf(OwnTags.Run) is { } value
        && (RunId is null ? value.StartsWith($"{Function}/", StringComparison.Ordinal) : value == Value);
}
