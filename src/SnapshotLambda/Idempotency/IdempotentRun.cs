using System.Diagnostics.CodeAnalysis;
using AWS.Lambda.Powertools.Idempotency;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Idempotency;

/// <summary>
/// The run under the idempotency aspect: the same key executes once, and later deliveries get the remembered result. Only successes, and
/// runs that changed something, are remembered.
/// </summary>
internal static class IdempotentRun
{
    /// <summary>The time for which a result is remembered: longer than a schedule or a person would deliver it again.</summary>
    public static readonly TimeSpan Expiration = TimeSpan.FromDays(8);

    /// <summary>
    /// Runs the delivery's work, unless it was done before under the same key. Never fails: the delivery knows what came of it.
    /// </summary>
    /// <returns>The result to remember; null for one that <see cref="RunStore"/> forgets.</returns>
    [Idempotent]
    [SuppressMessage("Style", "IDE0060:Remove unused parameter", Justification = "The aspect reads the key.")]
    public static async Task<RunResult?> ExecuteAsync([IdempotencyKey] RunKey key, RunDelivery delivery)
    {
        await delivery.RunAsync();
        return delivery.Result is { } result && IsRemembered(result) ? result : null;
    }

    /// <summary>Whether a repeated delivery is to get this result instead of running again.</summary>
    public static bool IsRemembered(RunResult result) =>
        result.Status is RunStatus.Succeeded || result.Totals.Deleted > 0 || result.Totals.Marked > 0;
}
