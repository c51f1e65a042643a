using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Results;

/// <summary>
/// Counts of the snapshots that were looked at, each once:
/// scanned = kept + deleted (or wouldDelete) + marked (or wouldMark) + alreadyGone + failed + notAttempted.
/// </summary>
public record SnapshotCounts
{
    /// <summary>Distinct snapshots that EC2 listed.</summary>
    [JsonPropertyOrder(10)]
    public int Scanned { get; init; }

    /// <summary>Snapshots that the include and exclude tags, and the guards of other owners' tags, leave to this tool.</summary>
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

    /// <summary>Snapshots that were listed and gone before this run came to them: as good as done.</summary>
    [JsonPropertyOrder(16)]
    public int AlreadyGone { get; init; }

    /// <summary>Deletions and marks that failed for good.</summary>
    [JsonPropertyOrder(17)]
    public int Failed { get; init; }

    /// <summary>Planned snapshots that the run did not come to, for the deadline, a refusal or an early stop.</summary>
    [JsonPropertyOrder(18)]
    public int NotAttempted { get; init; }

    /// <summary>Snapshots left to the next run: those not attempted, and those over the cap. Marked snapshots are not among them.</summary>
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
        Scanned
        == Kept.Values.Sum() + (Deleted ?? 0) + (WouldDelete ?? 0) + (Marked ?? 0) + (WouldMark ?? 0) + AlreadyGone + Failed + NotAttempted;

    /// <summary>The counts of no snapshot. A dry run lacks what is done, a real run what would be.</summary>
    internal static SnapshotCounts None(bool dryRun) => new()
    {
        Deleted = dryRun ? null : 0,
        WouldDelete = dryRun ? 0 : null,
        Marked = dryRun ? null : 0,
        WouldMark = dryRun ? 0 : null,
    };

    /// <summary>The sum of these counts and others. What these lack, the sum lacks too.</summary>
    internal SnapshotCounts Plus(SnapshotCounts other) => new()
    {
        Scanned = Scanned + other.Scanned,
        InScope = InScope + other.InScope,
        Deleted = Deleted + (other.Deleted ?? 0),
        WouldDelete = WouldDelete + (other.WouldDelete ?? 0),
        Marked = Marked + (other.Marked ?? 0),
        WouldMark = WouldMark + (other.WouldMark ?? 0),
        AlreadyGone = AlreadyGone + other.AlreadyGone,
        Failed = Failed + other.Failed,
        NotAttempted = NotAttempted + other.NotAttempted,
        Remaining = Remaining + other.Remaining,
        Kept = Sum(Kept, other.Kept),
        FullSizeBytes = FullSizeBytes + other.FullSizeBytes,
    };

    private static SortedDictionary<string, int> Sum(IReadOnlyDictionary<string, int> kept, IReadOnlyDictionary<string, int> others)
    {
        var sum = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in kept.Concat(others)) sum[reason] = sum.GetValueOrDefault(reason) + count;
        return sum;
    }
}
