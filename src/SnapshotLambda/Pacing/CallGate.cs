namespace SnapshotLambda.Pacing;

/// <summary>
/// Bounds how many calls are in flight at once, first come, first served. Each takes a connection and so a file descriptor, of which Lambda
/// gives a process 1,024: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
/// A process that has none left cannot even start a thread, and ends.
/// </summary>
/// <param name="most">Calls in flight at once.</param>
internal sealed class CallGate(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _free = most;

    /// <summary>Waits for a turn, which lasts until it is disposed.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return new Permit(this);
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        await using var cancellation = cancellationToken.UnsafeRegister((state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task;
        return new Permit(this);
    }

    private void Leave()
    {
        lock (_gate)
        {
            // Who gave the wait up is passed over.
            while (_waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult()) return;
            }

            _free++;
        }
    }

    private sealed class Permit(CallGate gate) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0) gate.Leave();
        }
    }
}
