using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Results;

/// <summary>
/// What became of the snapshots that were looked at. Each is counted once:
/// scanned = kept + deleted (or wouldDelete) + marked (or wouldMark) + alreadyGone + failed + notAttempted.
/// </summary>
public abstract record SnapshotCounts
{
    /// <summary>Distinct snapshots that EC2 listed.</summary>
    [JsonPropertyOrder(10)]
    public int Scanned { get; init; }

    /// <summary>Those that the include and exclude tags, and the guards of other owners' tags, leave to this tool.</summary>
    [JsonPropertyOrder(11)]
    public int InScope { get; init; }

    /// <summary>Deletions done; null in a dry run.</summary>
    [JsonPropertyOrder(12)]
    public int? Deleted { get; init; }

    /// <summary>Deletions that a real run would do; null in a real run.</summary>
    [JsonPropertyOrder(13)]
    public int? WouldDelete { get; init; }

    /// <summary>Candidates tagged with a date to be deleted after; null in a dry run.</summary>
    [JsonPropertyOrder(14)]
    public int? Marked { get; init; }

    /// <summary>Candidates that a real run would tag; null in a real run.</summary>
    [JsonPropertyOrder(15)]
    public int? WouldMark { get; init; }

    /// <summary>Listed, and gone before this run came to them: as good as done.</summary>
    [JsonPropertyOrder(16)]
    public int AlreadyGone { get; init; }

    /// <summary>Deletions and marks that failed for good.</summary>
    [JsonPropertyOrder(17)]
    public int Failed { get; init; }

    /// <summary>Planned and not come to: the deadline, a refusal or an early stop.</summary>
    [JsonPropertyOrder(18)]
    public int NotAttempted { get; init; }

    /// <summary>What a next run has left to do: not attempted, and over the cap. What is marked waits, and is not among it.</summary>
    [JsonPropertyOrder(19)]
    public int Remaining { get; init; }

    /// <summary>Snapshots kept, by reason.</summary>
    [JsonPropertyOrder(20)]
    public IReadOnlyDictionary<string, int> Kept { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Bytes, at most, that the deleted (or would-be deleted) set could free. Snapshots are incremental and share
    /// blocks, so the saving is less: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html
    /// </summary>
    [JsonPropertyOrder(21)]
    public long FullSizeBytes { get; init; }

    /// <summary>Whether every snapshot that was looked at is counted exactly once.</summary>
    [JsonIgnore]
    public bool AddUp =>
        Scanned == Kept.Values.Sum() + (Deleted ?? 0) + (WouldDelete ?? 0) + (Marked ?? 0) + (WouldMark ?? 0) + AlreadyGone + Failed + NotAttempted;
}
