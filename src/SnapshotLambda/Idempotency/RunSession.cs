using SnapshotLambda.Core;

namespace SnapshotLambda.Idempotency;

/// <summary>One delivery of a run: the work, should it have to be done, and what came of it.</summary>
internal sealed class RunSession(Func<Task<RunResult>> run)
{
    /// <summary>The result, if this delivery did the work; null if it did not.</summary>
    public RunResult? Result { get; private set; }

    /// <summary>Does the work.</summary>
    public async Task<RunResult> RunAsync() => Result = await run();
}
