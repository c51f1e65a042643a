using System.Diagnostics.CodeAnalysis;
using SnapshotLambda.Core;

namespace SnapshotLambda.Aws;

/// <summary>
/// How often and after what pause a call is made again: up to <see cref="Attempts"/> times, after a random pause below a bound that
/// starts at one second, doubles, and ends at thirty. Full jitter, so that many regions throttled at once do not come back at once:
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal static class Backoff
{
    /// <summary>Calls made at most, the first one included.</summary>
    public const int Attempts = 5;

    /// <summary>Whether the same call may fare better a little later.</summary>
    public static bool Helps(ErrorClass error) => error is ErrorClass.Throttled or ErrorClass.Transient;

    /// <summary>The longest pause after an attempt, the first being 1.</summary>
    public static TimeSpan Bound(int attempt) => TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, attempt - 1)));

    /// <summary>The pause after an attempt, the first being 1: from zero to its bound. Safe to call from several threads with one Random.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It spreads calls; it keeps no secret.")]
    public static TimeSpan Delay(int attempt, Random random)
    {
        lock (random) return random.NextDouble() * Bound(attempt);
    }
}
