using SnapshotLambda.Benchmarks.Processes;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// A run that deletes, by a process of its own. It asks of no single snapshot with whom it is shared, which has a pace of its own.
/// </summary>
internal static class RealRun
{
    /// <summary>Less than this is left when it makes its last call.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Does one.</summary>
    /// <param name="function">The function.</param>
    /// <param name="endpoint">What it deletes in.</param>
    /// <param name="regions">The regions.</param>
    /// <param name="pace">Requests at once, and requests a second after that.</param>
    /// <param name="remaining">The time that it has.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Invocation> RunAsync(
        PublishedLambda function,
        Uri endpoint,
        IReadOnlyList<string> regions,
        (int Burst, double PerSecond) pace,
        TimeSpan remaining,
        CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(function, endpoint, cancellationToken);
        var payload = new
        {
            dryRun = false,
            regions,
            keepLatestPerVolume = 0,
            maxDeletions = 100_000,
            maxDeletePercent = 100,
            skipGuards = (string[])["sharing"],
            deleteBurst = pace.Burst,
            deleteRatePerSecond = pace.PerSecond,
            deadlineMarginSeconds = (int)Margin.TotalSeconds,
        };
        return await process.InvokeAsync(payload, remaining, cancellationToken);
    }
}
