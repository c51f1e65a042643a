namespace SnapshotLambda.Tests;

/// <summary>
/// Ends what would wait for ever, and so only what is broken: no test's outcome may depend on how fast its machine is. Whatever has to
/// do with time gets a clock of the test's own.
/// </summary>
internal static class HangGuard
{
    /// <summary>Far beyond what the slowest machine needs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Waits until something has happened in a process or a thread that tells nobody.</summary>
    public static async Task UntilAsync(Func<bool> hasHappened)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!hasHappened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, "It hangs: what is waited for never happens.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public static async Task UntilAsync(Func<Task<bool>> hasHappened)
    {
        var happened = await hasHappened();
        var start = TimeProvider.System.GetTimestamp();
        while (!happened)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Limit, "It hangs: what is waited for never happens.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            happened = await hasHappened();
        }
    }
}
