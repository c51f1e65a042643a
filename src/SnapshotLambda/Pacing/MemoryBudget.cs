namespace SnapshotLambda.Pacing;

/// <summary>
/// Limits the memory for the snapshots of all regions of a run, from reading to the end of the plan. Small regions never wait. When it is
/// used up, a region waits before it reads another page. One region always goes on to its end, so that none waits for ever.
/// </summary>
/// <param name="most">The maximum number of bytes; one region, and one page of each other, may exceed it.</param>
internal sealed class MemoryBudget(long most)
{
    /// <summary>The measured size of a snapshot with its tags and its page, while regions are read and planned.</summary>
    public const int BytesWhileRead = 1024;

    /// <summary>The measured size of a waiting candidate with some tags, and its places in lists.</summary>
    public const int BytesWhilePlanned = 512;

    private const double ShareOfMemory = 0.6;

    private readonly Lock _gate = new();
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Share? _goesOn;
    private long _held;

    /// <summary>A budget that fits into this process's memory.</summary>
    public static MemoryBudget OfMemory() => new((long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * ShareOfMemory));

    /// <summary>A region's share, which ends when it is disposed.</summary>
    public Share Enter() => new(this);

    /// <summary>The share of one region.</summary>
    internal sealed class Share(MemoryBudget budget) : IDisposable
    {
        private long _held;

        /// <summary>Counts a page.</summary>
        public void Add(int snapshots)
        {
            lock (budget._gate) Hold(_held + ((long)snapshots * BytesWhileRead));
        }

        /// <summary>Waits until the next page may be read.</summary>
        /// <exception cref="DeadlineException">The wait was cancelled.</exception>
        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                Task freed;
                lock (budget._gate)
                {
                    if (budget._held < budget.Most) return;
                    if ((budget._goesOn ??= this) == this) return;
                    freed = budget._freed.Task;
                }

                try
                {
                    await freed.WaitAsync(cancellationToken);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    throw new DeadlineException(
                        "the region waited for memory that other regions held: give the function more memory (MemorySize), "
                        + "or clean fewer regions at once");
                }
            }
        }

        /// <summary>Returns the memory that a finished plan no longer needs, and the number of candidates to keep in memory.</summary>
        /// <param name="wanted">The number of candidates.</param>
        /// <param name="atLeast">The number kept however little memory is left; more are kept only if they fit.</param>
        public int KeepPlanned(int wanted, int atLeast)
        {
            lock (budget._gate)
            {
                var room = Math.Max(0, budget.Most - (budget._held - _held)) / BytesWhilePlanned;
                var kept = (int)Math.Min(wanted, Math.Max(room, atLeast));
                Hold((long)kept * BytesWhilePlanned);
                budget.Release(this);
                return kept;
            }
        }

        /// <summary>Returns the whole share.</summary>
        public void Dispose()
        {
            lock (budget._gate)
            {
                Hold(0);
                budget.Release(this);
            }
        }

        private void Hold(long bytes)
        {
            budget._held += bytes - _held;
            _held = bytes;
        }
    }

    private long Most => most;

    private void Release(Share share)
    {
        if (_goesOn == share) _goesOn = null;
        _freed.SetResult();
        _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
