namespace SnapshotLambda.Pacing;

/// <summary>The time limit came before a call could be made, or made again.</summary>
/// <param name="waitedFor">What the call waited for, or why it had to be made again, in one clause; null where nothing held it up.</param>
internal sealed class DeadlineException(string? waitedFor = null) : Exception(waitedFor ?? "The time limit is too near for another call.")
{
    /// <summary>What held the call up, in one clause; null for nothing but the time itself.</summary>
    public string? WaitedFor { get; } = waitedFor;
}
