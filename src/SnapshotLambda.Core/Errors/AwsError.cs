namespace SnapshotLambda.Core.Errors;

/// <summary>An error of EC2 or STS, classified.</summary>
/// <param name="Class">The error's class.</param>
/// <param name="Code">AWS's error code; a <see cref="FaultCode"/> where AWS named no error.</param>
/// <param name="Message">AWS's or the network's message, in one line.</param>
/// <param name="RequestId">AWS's request id; null where there was no reply.</param>
/// <param name="StatusCode">The reply's HTTP status; 0 where there was no reply.</param>
internal sealed record AwsError(ErrorClass Class, string Code, string Message, string? RequestId, int StatusCode)
{
    /// <summary>True if the call was never sent, since another call that it needs failed.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>True if AWS names the session policy as the one that denies the call.</summary>
    public bool NamesSessionPolicy { get; init; }

    /// <summary>True if the call may have taken effect: it was sent, and its outcome is unknown.</summary>
    public bool MayHaveHadEffect =>
        (Class is ErrorClass.Transient || Code is FaultCode.OutOfMemory) && Code is not FaultCode.ConnectionFailed && !IsUnsent;

    /// <summary>True if the error says nothing about the snapshot: too many calls, or too little memory.</summary>
    public bool ConcernsNoSnapshot => Class is ErrorClass.Throttled || Code is FaultCode.OutOfMemory;

    /// <summary>True if EC2 itself says that a policy denies the call. A proxy's refusal is no policy's.</summary>
    public bool IsDeniedByPolicy => Class is ErrorClass.Denied && Code is "UnauthorizedOperation" or "Client.UnauthorizedOperation";
}
