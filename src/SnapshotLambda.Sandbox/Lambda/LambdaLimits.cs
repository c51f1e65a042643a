namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>How long the sandbox waits for a function.</summary>
/// <param name="Start">From the process's start to its first question for an event.</param>
/// <param name="Patience">What an invocation gets beyond its deadline before its process is killed.</param>
internal sealed record LambdaLimits(TimeSpan Start, TimeSpan Patience)
{
    /// <summary>Five minutes to start, 30 seconds beyond the deadline: guards against a process that hangs, which a slow machine never meets.</summary>
    public static LambdaLimits Default { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));
}
