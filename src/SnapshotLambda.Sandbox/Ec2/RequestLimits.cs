using System.Collections.Concurrent;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>
/// EC2's default request limits: a token bucket for each account, region and action. See
/// https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal sealed class RequestLimits(TimeProvider time, double scale = 1)
{
    private readonly ConcurrentDictionary<(string AccountId, string Region, string Bucket), TokenBucket> _buckets = new();

    /// <summary>Takes a token for the call.</summary>
    /// <exception cref="ApiError">The bucket is empty: RequestLimitExceeded.</exception>
    public void Take(ApiCall call)
    {
        var (name, capacity, refill) = Bucket(call);
        var bucket = _buckets.GetOrAdd(
            (call.Principal.AccountId, call.Region, name), _ => new((int)Math.Ceiling(capacity * scale), refill * scale, time));
        if (!bucket.TryTake())
            throw Ec2Error.Throttled();
    }

    private static (string Name, int Capacity, double RefillPerSecond) Bucket(ApiCall call) => call.Action switch
    {
        "DeleteSnapshot" => (call.Action, 100, 5),
        "CreateTags" or "DeleteTags" => (call.Action, 100, 10),
        "RestoreSnapshotFromRecycleBin" => (call.Action, 50, 5),
        "DescribeSnapshots" or "DescribeImages" or "DescribeVolumes" when !IsPagedOrFiltered(call.Parameters) =>
            (call.Action + " unpaged", 50, 10),
        _ => (call.Action, 100, 20),
    };

    private static bool IsPagedOrFiltered(Parameters parameters) =>
        parameters.Text("MaxResults") is not null
        || parameters.Values.Keys.Any(name => name.StartsWith("Filter.", StringComparison.Ordinal));
}
