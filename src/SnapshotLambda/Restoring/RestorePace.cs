using SnapshotLambda.Pacing;

namespace SnapshotLambda.Restoring;

/// <summary>
/// The pace of restores: EC2 allows 50 and 5 a second of a call that changes something, for an account's region, shared with everyone.
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal static class RestorePace
{
    private const int Burst = 40;
    private const double RatePerSecond = 4;

    /// <summary>The pace of one region.</summary>
    public static AdaptiveRateLimiter Start(TimeProvider time) => new(Burst, RatePerSecond, time);
}
