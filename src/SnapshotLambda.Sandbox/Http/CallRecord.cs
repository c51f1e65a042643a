namespace SnapshotLambda.Sandbox.Http;

/// <summary>A line of the access log.</summary>
/// <param name="AccountId">The caller's account; null if the caller is unknown.</param>
/// <param name="Region">The region; null if the request names none.</param>
/// <param name="Service"><c>ec2</c>, <c>sts</c> or <c>s3</c>.</param>
/// <param name="Action">The action; empty if the request names none.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="Status">The HTTP status of the answer, sent or lost.</param>
/// <param name="ErrorCode">The error code of the answer; null for none.</param>
/// <param name="FaultName">The injected fault; null for none.</param>
/// <param name="At">The time of the answer.</param>
internal sealed record CallRecord(
    string? AccountId,
    string? Region,
    string Service,
    string Action,
    IReadOnlyDictionary<string, string> Parameters,
    int Status,
    string? ErrorCode,
    string? FaultName,
    DateTimeOffset At);
