using SnapshotLambda.Core.Snapshots;
using Model = Amazon.EC2.Model;

namespace SnapshotLambda.Aws;

/// <summary>Reads Core's images from the SDK's.</summary>
internal static class ImageReading
{
    /// <summary>A page. One without all ids is unreadable.</summary>
    public static Page<Image> Page(Model.DescribeImagesResponse reply) => new([.. (reply.Images ?? []).Select(image => Read(image, reply))], reply.NextToken);

    // Mappings of instance store, and those that take a device away, have no ebs element; one that makes an empty volume names no snapshot.
    private static Image Read(Model.Image image, Model.DescribeImagesResponse reply) => new(
        image.ImageId is { Length: > 0 } id ? id : throw AwsErrorMapper.Unreadable("An image on the page has no id.", reply),
        [.. (image.BlockDeviceMappings ?? []).Select(mapping => mapping.Ebs?.SnapshotId).OfType<string>().Where(snapshot => snapshot.Length > 0)]);
}
