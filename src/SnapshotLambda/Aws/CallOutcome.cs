using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>The outcome of a call and its retries.</summary>
/// <param name="Error">The error of the last attempt; null if the call succeeded or nothing was sent.</param>
/// <param name="Attempts">The number of attempts sent.</param>
/// <param name="IsLate">True if the deadline came before the call succeeded or retrying became useless.</param>
internal readonly record struct CallOutcome(AwsError? Error, int Attempts, bool IsLate = false);
