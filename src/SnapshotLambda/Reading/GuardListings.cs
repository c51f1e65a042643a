using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Reading;

/// <summary>The listing of each guard, read to its end. A guard with a listing of its own is a line here.</summary>
internal static class GuardListings
{
    private static readonly Dictionary<Guard, Func<IEc2Guards, CancellationToken, Task<GuardReading>>> Listings = new()
    {
        [Guard.Images] = ReadImagesAsync,
        [Guard.BinnedImages] = async (ec2, cancel) =>
        {
            var ids = await AllAsync(ec2.ListBinnedImageIdsAsync(cancel), id => [id]);
            return new(new DescribedImageRule(ids, Guard.BinnedImages.Reason)) { ImageIds = ids };
        },
        [Guard.LaunchTemplates] = async (ec2, cancel) =>
            Named(Guard.LaunchTemplates, await AllAsync(ec2.ListLaunchTemplateSnapshotIdsAsync(cancel), id => [id])),
        [Guard.Locks] = async (ec2, cancel) =>
            Named(Guard.Locks, await AllAsync(ec2.ListLocksAsync(cancel), one => one.Holds ? [one.SnapshotId] : [])),
        [Guard.FastRestore] = async (ec2, cancel) =>
            Named(Guard.FastRestore, await AllAsync(ec2.ListFastRestoresAsync(cancel), one => one.IsOn ? [one.SnapshotId] : [])),
        [Guard.Tiering] = async (ec2, cancel) =>
            new(new TieringRule(await AllAsync(ec2.ListTieringOperationsAsync(cancel), one => one.IsUnderWay ? [one.SnapshotId] : []))),
        [Guard.Sharing] = async (ec2, cancel) =>
            Named(Guard.Sharing, await AllAsync(ec2.ListPublicSnapshotIdsAsync(cancel), id => [id])),
    };

    /// <summary>Whether the guard reads a listing.</summary>
    public static bool Has(Guard guard) => Listings.ContainsKey(guard);

    /// <summary>
    /// The reading of a guard's listing. Throws <see cref="AwsCallException"/> where the listing cannot be read completely.
    /// </summary>
    public static Task<GuardReading> ReadAsync(Guard guard, IEc2Guards ec2, CancellationToken cancellationToken) =>
        Listings[guard](ec2, cancellationToken);

    /// <summary>The reading of the guard of launch templates, with their older versions.</summary>
    public static async Task<GuardReading> ReadAsync(IEc2Guards ec2, LaunchTemplateHistory history, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var older = history.ReadAsync(both.Token);
        try
        {
            var inUse = await AllAsync(ec2.ListLaunchTemplateSnapshotIdsAsync(cancellationToken), id => [id]);
            var (snapshotIds, isDenied) = await older;
            return Named(Guard.LaunchTemplates, new HashSet<string>([.. inUse, .. snapshotIds], StringComparer.Ordinal)) with
            {
                LacksOlderVersions = isDenied,
            };
        }
        catch
        {
            // The first that failed says why; the rest is merely cancelled.
            await both.CancelAsync();
            await ((Task)older).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static async Task<GuardReading> ReadImagesAsync(IEc2Guards ec2, CancellationToken cancellationToken)
    {
        HashSet<string> ids = new(StringComparer.Ordinal), snapshotIds = new(StringComparer.Ordinal);
        await foreach (var page in ec2.ListImagesAsync(cancellationToken))
        {
            foreach (var image in page)
            {
                ids.Add(image.Id);
                snapshotIds.UnionWith(image.SnapshotIds);
            }
        }

        return Named(Guard.Images, snapshotIds) with { ImageIds = ids };
    }

    private static GuardReading Named(Guard guard, IReadOnlySet<string> snapshotIds) => new(new NamedRule(snapshotIds, guard.Reason));

    private static async Task<IReadOnlySet<string>> AllAsync<T>(
        IAsyncEnumerable<IReadOnlyList<T>> pages, Func<T, IReadOnlyList<string>> ids)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in pages)
            foreach (var item in page)
                all.UnionWith(ids(item));
        return all;
    }
}
