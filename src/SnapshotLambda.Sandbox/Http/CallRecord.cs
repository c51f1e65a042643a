namespace SnapshotLambda.Sandbox.Http;

/// <summary>A line of the access log.</summary>
/// <param name="AccountId">The caller's account; null where nobody knows the caller.</param>
/// <param name="Region">The region; null where the request names none.</param>
/// <param name="Service"><c>ec2</c> or <c>sts</c>.</param>
/// <param name="Action">The action; empty where the request names none.</param>
/// <param name="Parameters">The whole form.</param>
/// <param name="Status">The HTTP status that was, or would have been, answered.</param>
/// <param name="ErrorCode">The code of the error that was answered; null where there was none.</param>
/// <param name="FaultName">The fault that struck the call, or null.</param>
/// <param name="At">When it was answered.</param>
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
