using SnapshotLambda.Core.Snapshots;
using Model = Amazon.EC2.Model;

namespace SnapshotLambda.Aws;

/// <summary>Converts the SDK's images to Core's.</summary>
internal static class ImageReading
{
    /// <summary>Converts a page. A page with an image without an id is unreadable.</summary>
    public static Page<Image> Page(Model.DescribeImagesResponse reply) =>
        new([.. (reply.Images ?? []).Select(image => Read(image, reply))], reply.NextToken);

    // Mappings of instance store, or that remove a device, have no ebs element. A mapping for an empty volume names no snapshot.
    private static Image Read(Model.Image image, Model.DescribeImagesResponse reply) => new(
        image.ImageId is { Length: > 0 } id ? id : throw AwsErrorMapper.Unreadable("An image on the page has no id.", reply),
        [
            .. (image.BlockDeviceMappings ?? [])
                .Select(mapping => mapping.Ebs?.SnapshotId)
                .OfType<string>()
                .Where(snapshot => snapshot.Length > 0),
        ]);
}
