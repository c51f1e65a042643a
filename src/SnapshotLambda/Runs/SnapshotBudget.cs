namespace SnapshotLambda.Runs;

/// <summary>
/// Bounds how many snapshots all regions of a run hold in memory at once. Small regions never notice: those that have another page while
/// it is used up wait before they read it, all but one, which goes on to its end, so that none waits for ever.
/// </summary>
/// <param name="most">Snapshots at once; more by those of one region and a page of each other.</param>
internal sealed class SnapshotBudget(long most)
{
    // What a snapshot with its tags takes, and the page that it came on, while everything is read and planned: measured.
    private const int BytesOfOne = 1024;
    private const double ShareOfMemory = 0.6;

    private readonly Lock _gate = new();
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Share? _goesOn;
    private long _held;

    /// <summary>One that fits into this process's memory.</summary>
    public static SnapshotBudget OfMemory() => new((long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * ShareOfMemory / BytesOfOne));

    /// <summary>A region's share, until it is disposed.</summary>
    public Share Enter() => new(this);

    /// <summary>What one region holds.</summary>
    internal sealed class Share(SnapshotBudget budget) : IDisposable
    {
        private long _held;

        /// <summary>Counts a page that was read.</summary>
        public void Add(int snapshots)
        {
            lock (budget._gate)
            {
                _held += snapshots;
                budget._held += snapshots;
            }
        }

        /// <summary>Waits until the next page may be read.</summary>
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

                await freed.WaitAsync(cancellationToken);
            }
        }

        /// <summary>Gives all of it back.</summary>
        public void Dispose()
        {
            lock (budget._gate)
            {
                budget._held -= _held;
                _held = 0;
                if (budget._goesOn == this) budget._goesOn = null;
                budget._freed.SetResult();
                budget._freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private long Most => most;
}
