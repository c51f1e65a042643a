using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>A region could not be read completely, and so is not planned at all.</summary>
internal sealed class UnreadableException(RegionStatus status, string reason, string message, Exception innerException)
    : Exception(message, innerException)
{
    /// <summary>How the region ends.</summary>
    public RegionStatus Status { get; } = status;

    /// <summary>Why, in one word.</summary>
    public string Reason { get; } = reason;
}
