using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>Dry runs of one region by a process of its own.</summary>
internal static class DryRun
{
    /// <summary>
    /// Names every snapshot that would be deleted, as the script does: with the default cap the function would name the
    /// first thousand. The one guard that asks EC2 about candidates one by one is left out: at 20 a second it waits, and
    /// would wait longer than Lambda lets it.
    /// </summary>
    private static readonly object Payload = new { dryRun = true, maxDeletions = 100_000, skipGuards = new[] { Guard.Sharing.Name } };

    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);

    /// <summary>Does one, and returns what the process used from its start to the result.</summary>
    public static async Task<Usage> RunAsync(PublishedLambda function, EndpointProcess endpoint, CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(function, endpoint.Url, cancellationToken);
        return await InvokeAsync(process, cancellationToken);
    }

    /// <summary>Does two in one process. The first counts from the process's start, the second from its event.</summary>
    public static async Task<(Usage First, Usage Second)> RunTwiceAsync(
        PublishedLambda function, EndpointProcess endpoint, CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(function, endpoint.Url, cancellationToken);
        var first = await InvokeAsync(process, cancellationToken);
        var before = process.UsedSoFar;
        var both = await InvokeAsync(process, cancellationToken);
        return (first, new Usage(both.Wall - before.Wall, both.Cpu - before.Cpu, both.PeakBytes));
    }

    private static async Task<Usage> InvokeAsync(LambdaProcess process, CancellationToken cancellationToken)
    {
        var invocation = await process.InvokeAsync(Payload, Remaining, cancellationToken);
        return invocation.Total("wouldDelete") > 0
            ? invocation.Used
            : throw new InvalidOperationException($"The dry run came to nothing: {invocation.Json}");
    }
}
