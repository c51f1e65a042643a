namespace SnapshotLambda.Pacing;

/// <summary>The time limit came before a call could be made or retried.</summary>
/// <param name="waitedFor">The cause of the delay, in one clause; null for nothing but the time.</param>
internal sealed class DeadlineException(string? waitedFor = null) : Exception(waitedFor ?? "The time limit is too near for another call.")
{
    /// <summary>The cause of the delay, in one clause; null for nothing but the time.</summary>
    public string? WaitedFor { get; } = waitedFor;
}
