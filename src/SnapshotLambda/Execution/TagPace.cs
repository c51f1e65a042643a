using SnapshotLambda.Pacing;

namespace SnapshotLambda.Execution;

/// <summary>The pace of calls about tags: EC2 allows 100 and 10 a second, for an account's region, shared with everyone.</summary>
internal static class TagPace
{
    private const int Burst = 80;
    private const double RatePerSecond = 8;

    /// <summary>The pace of one region.</summary>
    public static AdaptiveRateLimiter Start(TimeProvider time) => new(Burst, RatePerSecond, time);
}
