using System.Diagnostics.CodeAnalysis;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Pacing;

/// <summary>
/// The number of retries and the pauses before them: random, below a bound that starts at one second, doubles, and ends at ten. Full jitter
/// spreads the retries of many regions that were throttled at once: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal static class Backoff
{
    /// <summary>The maximum number of attempts after transient faults, the first one included.</summary>
    public const int Attempts = 5;

    /// <summary>
    /// The maximum number of attempts after throttles, the first one included: a throttle depends on the time, not on the call.
    /// </summary>
    public const int ThrottledAttempts = 16;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>True if the same call may succeed a little later.</summary>
    public static bool Helps(ErrorClass error) => error is ErrorClass.Throttled or ErrorClass.Transient;

    /// <summary>True if a call is retried that met this error at this attempt, the first being 1.</summary>
    public static bool HelpsAfter(int attempt, ErrorClass error) =>
        Helps(error) && attempt < (error is ErrorClass.Throttled ? ThrottledAttempts : Attempts);

    /// <summary>The longest pause after an attempt, the first being 1.</summary>
    public static TimeSpan Bound(int attempt)
    {
        var doubled = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempt, ThrottledAttempts) - 1));
        return doubled < Longest ? doubled : Longest;
    }

    /// <summary>The pause after an attempt, the first being 1: from zero to its bound. Threads may share one Random.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It spreads calls; it keeps no secret.")]
    public static TimeSpan Delay(int attempt, Random random)
    {
        lock (random) return random.NextDouble() * Bound(attempt);
    }
}
