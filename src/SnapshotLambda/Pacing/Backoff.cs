using System.Diagnostics.CodeAnalysis;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Pacing;

/// <summary>
/// How often and after what pause a call is made again, after a random pause below a bound that starts at one second, doubles, and ends
/// at ten. Full jitter, so that many regions throttled at once do not come back at once:
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal static class Backoff
{
    /// <summary>Calls made at most that meet passing faults, the first one included.</summary>
    public const int Attempts = 5;

    /// <summary>Calls made at most that are throttled, the first one included: a throttle says nothing of the call, only of its time.</summary>
    public const int ThrottledAttempts = 16;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Whether the same call may fare better a little later.</summary>
    public static bool Helps(ErrorClass error) => error is ErrorClass.Throttled or ErrorClass.Transient;

    /// <summary>Whether a call that has met this error at this attempt, the first being 1, is made again.</summary>
    public static bool HelpsAfter(int attempt, ErrorClass error) => Helps(error) && attempt < (error is ErrorClass.Throttled ? ThrottledAttempts : Attempts);

    /// <summary>The longest pause after an attempt, the first being 1.</summary>
    public static TimeSpan Bound(int attempt)
    {
        var doubled = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempt, ThrottledAttempts) - 1));
        return doubled < Longest ? doubled : Longest;
    }

    /// <summary>The pause after an attempt, the first being 1: from zero to its bound. Safe to call from several threads with one Random.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "It spreads calls; it keeps no secret.")]
    public static TimeSpan Delay(int attempt, Random random)
    {
        lock (random) return random.NextDouble() * Bound(attempt);
    }
}
