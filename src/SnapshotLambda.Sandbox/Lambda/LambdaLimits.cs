namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>How long the sandbox waits for a function.</summary>
/// <param name="Start">From the process's start to its first question for an event.</param>
/// <param name="Patience">What an invocation gets beyond its deadline before its process is killed.</param>
internal sealed record LambdaLimits(TimeSpan Start, TimeSpan Patience)
{
    /// <summary>30 seconds to start, 5 beyond the deadline.</summary>
    public static LambdaLimits Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
}
