using SnapshotLambda.Aws;
using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>Where each guard reads the snapshots that it protects. A guard with a listing of its own is a line here.</summary>
internal static class GuardListings
{
    private static readonly Dictionary<Guard, Func<IEc2, CancellationToken, IAsyncEnumerable<IEnumerable<string>>>> Listings = new()
    {
        [Guard.Images] = (ec2, cancellationToken) =>
            ec2.ListImagesAsync(cancellationToken).Select(images => images.SelectMany(image => image.SnapshotIds)),
    };

    /// <summary>The ids of the snapshots that the guard protects, page by page.</summary>
    public static IAsyncEnumerable<IEnumerable<string>> Of(Guard guard, IEc2 ec2, CancellationToken cancellationToken) =>
        Listings[guard](ec2, cancellationToken);
}
