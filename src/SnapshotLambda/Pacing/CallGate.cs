namespace SnapshotLambda.Pacing;

/// <summary>
/// Limits the calls in flight, first come, first served. Each call takes a connection and so a file descriptor, of which a Lambda process
/// has 1,024: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html A process without a free descriptor cannot even start
/// a thread, and ends.
/// </summary>
/// <param name="most">The maximum number of calls in flight.</param>
internal sealed class CallGate(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private int _free = most;

    /// <summary>Waits for a turn, which lasts until it is disposed.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
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

        await using var cancellation = cancellationToken.UnsafeRegister(
            (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task;
        return new Permit(this);
    }

    private void Leave()
    {
        lock (_gate)
        {
            // Cancelled waits are skipped.
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
