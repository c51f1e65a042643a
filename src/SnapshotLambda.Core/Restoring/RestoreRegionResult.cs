using System.Text.Json.Serialization;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Core.Restoring;

/// <summary>The result of one account's region.</summary>
public sealed record RestoreRegionResult
{
    /// <summary>The most entries of <see cref="Failures"/>. The log has all.</summary>
    internal const int ListLimit = 50;

    /// <summary>The account, 12 digits.</summary>
    public required string Account { get; init; }

    /// <summary>The region's name.</summary>
    public required string Region { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The reason why it did not simply succeed, in one word; null if it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Reason { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The counts.</summary>
    public required RestoreCounts Counts { get; init; }

    /// <summary>When the Recycle Bin lets the first of those go that can be restored; null where there is none.</summary>
    public DateTimeOffset? FirstExit { get; init; }

    /// <summary>The first snapshots that failed, with EC2's errors.</summary>
    public IReadOnlyList<SnapshotFailure> Failures { get; init; } = [];
}
