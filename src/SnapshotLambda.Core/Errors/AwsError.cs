namespace SnapshotLambda.Core.Errors;

/// <summary>An error of EC2 or STS, classified.</summary>
/// <param name="Class">What it means.</param>
/// <param name="Code">AWS's error code; where no AWS error came back, the kind of fault.</param>
/// <param name="Message">What AWS or the network said, in one line.</param>
/// <param name="RequestId">AWS's request id; null where there was no reply.</param>
/// <param name="StatusCode">The reply's HTTP status; 0 where there was no reply.</param>
internal sealed record AwsError(ErrorClass Class, string Code, string Message, string? RequestId, int StatusCode)
{
    /// <summary>Whether the call itself was never sent, since another that it needs failed.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Whether AWS names the session's policy as what denies the call.</summary>
    public bool NamesSessionPolicy { get; init; }

    /// <summary>Whether the call may have done its work all the same: it was sent, and what came of it is not known.</summary>
    public bool MayHaveHadEffect => (Class is ErrorClass.Transient || Code is FaultCode.OutOfMemory) && Code is not FaultCode.ConnectionFailed && !IsUnsent;

    /// <summary>Whether it says nothing of the snapshot that the call was about: there were too many calls, or too little memory.</summary>
    public bool ConcernsNoSnapshot => Class is ErrorClass.Throttled || Code is FaultCode.OutOfMemory;

    /// <summary>Whether EC2 itself says that a policy denies the call; a proxy's refusal is none of a policy.</summary>
    public bool IsDeniedByPolicy => Class is ErrorClass.Denied && Code is "UnauthorizedOperation" or "Client.UnauthorizedOperation";
}
