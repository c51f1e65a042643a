namespace SnapshotLambda.Core.Outcomes;

/// <summary>A deletion, or a mark, that failed for good.</summary>
/// <param name="SnapshotId">The snapshot that is still there.</param>
/// <param name="Code">EC2's error code, or the kind of fault where no EC2 error came back.</param>
/// <param name="Message">EC2's own words, in one line.</param>
/// <param name="RequestId">EC2's request id, for AWS Support; null where there was no reply.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record SnapshotFailure(string SnapshotId, string Code, string Message, string? RequestId, int Attempts);
