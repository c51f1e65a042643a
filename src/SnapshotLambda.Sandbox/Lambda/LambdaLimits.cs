namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>The sandbox's time limits for a function.</summary>
/// <param name="Start">The time from the process's start to its first request for an event.</param>
/// <param name="Patience">The time after an invocation's deadline until its process is killed.</param>
internal sealed record LambdaLimits(TimeSpan Start, TimeSpan Patience)
{
    /// <summary>
    /// Five minutes to start and 30 seconds after the deadline. They only end a process that hangs; a slow machine never reaches them.
    /// </summary>
    public static LambdaLimits Default { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
}
