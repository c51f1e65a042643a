using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Idempotency;

/// <summary>One delivery of a run: the work, if it has to be done, and its result.</summary>
internal sealed class RunDelivery(Func<Task<RunResult>> run)
{
    private readonly TaskCompletionSource<RunResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    /// <summary>The result, if this delivery did the work; null if it did not.</summary>
    public RunResult? Result => _done.Task.IsCompletedSuccessfully ? _done.Task.Result : null;

    /// <summary>Whether the work has begun.</summary>
    public bool HasBegun => Volatile.Read(ref _state) == Begun;

    /// <summary>The exception that ended the work; else null.</summary>
    public Exception? Failure => _done.Task.Exception?.InnerException;

    /// <summary>Completes when the work is over.</summary>
    public Task Done => _done.Task;

    private const int Begun = 1;
    private const int GivenUp = 2;

    /// <summary>Does the work, unless the delivery was given up before: then whoever waited has been told that nothing was done.</summary>
    public async Task RunAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Begun, 0) != 0) return;
        try
        {
            _done.SetResult(await run());
        }
        catch (Exception exception)
        {
            _done.SetException(exception);
        }
    }

    /// <summary>Gives the delivery up, if the work has not begun; after that it never does.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, 0) == 0;
}
