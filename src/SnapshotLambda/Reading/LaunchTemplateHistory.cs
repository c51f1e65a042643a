using SnapshotLambda.Aws;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reading;

/// <summary>
/// Reads every version of those launch templates that may have others than the latest and the default one: somebody may have pinned an
/// older one. EC2 lists them one template at a time. The reads have a pace of their own, which leaves others room in EC2's bucket of 100
/// requests and 20 a second: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
internal sealed class LaunchTemplateHistory(IEc2Guards ec2, Deadline deadline, TimeProvider time, Random random, RegionLog log)
{
    private const int AtOnce = 80;
    private const double PerSecond = 16;
    private const int CallsInFlight = 16;

    private readonly RetryingCall _call = new(new AdaptiveRateLimiter(AtOnce, PerSecond, time), deadline, time, random, log.Throttled);

    /// <summary>
    /// The snapshots that these templates name, and whether a policy denies to read them: then those that were read so far. Throws
    /// <see cref="AwsCallException"/> for any other error.
    /// </summary>
    public async Task<(IReadOnlySet<string> SnapshotIds, bool IsDenied)> ReadAsync(CancellationToken cancellationToken)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var templates = new List<string>();
            await foreach (var page in ec2.ListLaunchTemplatesAsync(cancellationToken))
                templates.AddRange(page.Where(template => template.MayHaveOthers).Select(template => template.Id));
            await Parallel.ForEachAsync(
                templates,
                new ParallelOptions { MaxDegreeOfParallelism = CallsInFlight, CancellationToken = cancellationToken },
                async (template, cancel) => await ReadAsync(template, named, cancel));
            return (named, IsDenied: false);
        }
        catch (AwsCallException exception) when (exception.Error.Code is "UnauthorizedOperation")
        {
            return (named, IsDenied: true);
        }
    }

    private async Task ReadAsync(string template, HashSet<string> named, CancellationToken cancellationToken)
    {
        try
        {
            var pages = Paginator.PagesAsync(
                (token, cancel) => _call.RunAsync(ct => ec2.ReadLaunchTemplateAsync(template, token, ct), cancel), cancellationToken);
            await foreach (var page in pages)
                lock (named)
                    named.UnionWith(page);
        }
        catch (AwsCallException exception) when (exception.Error.Code is "InvalidLaunchTemplateId.NotFound")
        {
            // Deleted since it was listed: nothing is launched from it any more.
        }
    }
}
