using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>What the function got out of a bucket in a time that begins with its first request.</summary>
/// <param name="Deleted">Its deletions.</param>
/// <param name="Left">The deletions that the bucket had for it: all that it held and was refilled with, less what another client
/// took.</param>
/// <param name="Throttled">Its requests that were refused for being too many.</param>
/// <param name="Requests">Its requests.</param>
/// <param name="Failed">Its deletions that failed for good.</param>
internal sealed record DeletionCount(int Deleted, double Left, int Throttled, int Requests, int Failed)
{
    /// <summary>The share of what was left for it.</summary>
    public double Share => Deleted / Left;

    /// <summary>The share of its requests that were refused.</summary>
    public double ThrottledShare => (double)Throttled / Requests;

    /// <summary>Counts them in the endpoint's log.</summary>
    public static DeletionCount Of(
        IEnumerable<CallRecord> calls, HashSet<string> rivalsIds, TimeSpan latency, TimeSpan time, int burst, double perSecond, int failed)
    {
        var byRival = calls.Where(call => call.Action == "DeleteSnapshot")
            .ToLookup(call => rivalsIds.Contains(call.Parameters["SnapshotId"]));
        var begin = byRival[false].First().At - latency;
        List<CallRecord> own = [.. byRival[false].Where(call => call.At <= begin + time)];
        var rivals = byRival[true].Count(call => call.Status == 200 && call.At > begin && call.At <= begin + time);
        return new DeletionCount(
            own.Count(call => call.Status == 200),
            burst + (perSecond * time.TotalSeconds) - rivals,
            own.Count(call => call.ErrorCode == "RequestLimitExceeded"),
            own.Count,
            failed);
    }
}
