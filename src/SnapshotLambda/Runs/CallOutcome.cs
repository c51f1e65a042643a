using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>What came of a call.</summary>
/// <param name="Error">The error of its last attempt; null if it was done, or not come to.</param>
/// <param name="Attempts">How often it was tried; 0 if it was not come to.</param>
internal readonly record struct CallOutcome(AwsError? Error, int Attempts)
{
    /// <summary>The deadline came before it was done.</summary>
    public static CallOutcome Late => default;

    /// <summary>Whether the deadline came before it was done.</summary>
    public bool IsLate => Attempts == 0;
}
