using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>What came of a call and of what was tried again of it.</summary>
/// <param name="Error">The error of its last attempt; null where it was done, or where nothing was sent.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="IsLate">Whether the deadline came before it was done, and before trying again was of no more use.</param>
internal readonly record struct CallOutcome(AwsError? Error, int Attempts, bool IsLate = false);
