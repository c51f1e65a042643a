using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>A dry run of one region by a process of its own, from its start to its result.</summary>
internal static class DryRun
{
    /// <summary>
    /// Names every snapshot that would be deleted, as the script does: with the default cap the function would name the
    /// first thousand. The one guard that asks EC2 about candidates one by one is left out: at 20 a second it waits, and
    /// would wait longer than Lambda lets it.
    /// </summary>
    private static readonly object Payload = new { dryRun = true, maxDeletions = 100_000, skipGuards = new[] { Guard.Sharing.Name } };

    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);

    /// <summary>Does one, and returns what it used.</summary>
    public static async Task<Usage> RunAsync(PublishedLambda function, EndpointProcess endpoint, CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(function, endpoint.Url, cancellationToken);
        var invocation = await process.InvokeAsync(Payload, Remaining, cancellationToken);
        return invocation.Total("wouldDelete") > 0 ? invocation.Used : throw new InvalidOperationException($"The dry run came to nothing: {invocation.Json}");
    }
}
