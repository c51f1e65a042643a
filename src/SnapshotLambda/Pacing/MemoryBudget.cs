namespace SnapshotLambda.Pacing;

/// <summary>
/// Bounds the memory that snapshots take, of all regions of a run at once, while they are read and planned and while they are carried out.
/// Small regions never notice: those that have another page while it is used up wait before they read it, all but one, which goes on to
/// its end, so that none waits for ever.
/// </summary>
/// <param name="most">Bytes at once; more by those of one region and a page of each other.</param>
internal sealed class MemoryBudget(long most)
{
    /// <summary>What a snapshot with its tags takes, and the page that it came on, while everything is read and planned: measured.</summary>
    public const int BytesWhileRead = 1024;

    /// <summary>What a candidate with some tags takes that waits for its turn, with its places in lists.</summary>
    public const int BytesWhilePlanned = 512;

    private const double ShareOfMemory = 0.6;

    private readonly Lock _gate = new();
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Share? _goesOn;
    private long _held;

    /// <summary>One that fits into this process's memory.</summary>
    public static MemoryBudget OfMemory() => new((long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * ShareOfMemory));

    /// <summary>A region's share, until it is disposed.</summary>
    public Share Enter() => new(this);

    /// <summary>What one region holds.</summary>
    internal sealed class Share(MemoryBudget budget) : IDisposable
    {
        private long _held;

        /// <summary>Counts a page that was read.</summary>
        public void Add(int snapshots)
        {
            lock (budget._gate) Hold(_held + ((long)snapshots * BytesWhileRead));
        }

        /// <summary>Waits until the next page may be read.</summary>
        /// <exception cref="DeadlineException">It was told to end before.</exception>
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
                    throw new DeadlineException("the region waited for memory that other regions held: give the function more memory (MemorySize), or clean fewer regions at once");
                }
            }
        }

        /// <summary>
        /// Gives back what is not held any more once the plan stands: how many of the candidates to hold on to.
        /// </summary>
        /// <param name="wanted">How many there are to hold on to.</param>
        /// <param name="atLeast">How many are held however little memory is left; of the others no more than fit into it.</param>
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

        /// <summary>Gives all of it back.</summary>
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
