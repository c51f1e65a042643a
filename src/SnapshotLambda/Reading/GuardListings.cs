using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Reading;

/// <summary>The listing of each guard, read to its end. A guard with a listing of its own is a line here.</summary>
internal static class GuardListings
{
    private static readonly Dictionary<Guard, Func<IEc2Guards, CancellationToken, Task<IRule>>> Listings = new()
    {
        [Guard.Images] = async (ec2, cancel) =>
            Named(Guard.Images, await AllAsync(ec2.ListImagesAsync(cancel), image => image.SnapshotIds)),
        [Guard.BinnedImages] = async (ec2, cancel) =>
            new DescribedImageRule(await AllAsync(ec2.ListBinnedImageIdsAsync(cancel), id => [id]), Guard.BinnedImages.Reason),
        [Guard.LaunchTemplates] = async (ec2, cancel) =>
            Named(Guard.LaunchTemplates, await AllAsync(ec2.ListLaunchTemplateSnapshotIdsAsync(cancel), id => [id])),
        [Guard.Locks] = async (ec2, cancel) =>
            Named(Guard.Locks, await AllAsync(ec2.ListLocksAsync(cancel), one => one.Holds ? [one.SnapshotId] : [])),
        [Guard.FastRestore] = async (ec2, cancel) =>
            Named(Guard.FastRestore, await AllAsync(ec2.ListFastRestoresAsync(cancel), one => one.IsOn ? [one.SnapshotId] : [])),
        [Guard.Tiering] = async (ec2, cancel) =>
            new TieringRule(await AllAsync(ec2.ListTieringOperationsAsync(cancel), one => one.IsUnderWay ? [one.SnapshotId] : [])),
        [Guard.Sharing] = async (ec2, cancel) =>
            Named(Guard.Sharing, await AllAsync(ec2.ListPublicSnapshotIdsAsync(cancel), id => [id])),
    };

    /// <summary>Whether the guard reads a listing.</summary>
    public static bool Has(Guard guard) => Listings.ContainsKey(guard);

    /// <summary>
    /// The rule of a guard, from its listing. Throws <see cref="AwsCallException"/> where the listing cannot be read completely.
    /// </summary>
    public static Task<IRule> ReadAsync(Guard guard, IEc2Guards ec2, CancellationToken cancellationToken) =>
        Listings[guard](ec2, cancellationToken);

    private static NamedRule Named(Guard guard, IReadOnlySet<string> snapshotIds) => new(snapshotIds, guard.Reason);

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
