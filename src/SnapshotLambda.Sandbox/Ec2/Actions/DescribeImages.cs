using System.Xml;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html The world has no deprecated image, and none of other
/// owners.
/// </summary>
internal sealed class DescribeImages(Listings listings) : IEc2Action
{
    private static readonly FilterTerms<Ec2Image> Terms = new FilterTerms<Ec2Image>()
        .Many("block-device-mapping.snapshot-id", image => image.SnapshotIds)
        .One("image-id", image => image.Id)
        .One("name", image => image.Id)
        .One("state", image => WireName.Of(image.State));

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } =
        ["Filter.N.Name", "Filter.N.Value.N", "ImageId.N", "IncludeDeprecated", "IncludeDisabled", "MaxResults", "NextToken", "Owner.N"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        _ = call.Parameters.IsTrue("IncludeDeprecated");
        var size = PageSize.Read(call.Parameters, 1, 1000, "ImageId");
        var page = listings.Page(call, size, () => List(call));
        return xml => xml.Page("imagesSet", page, image => Write(xml, call, image));
    }

    private static IEnumerable<Ec2Image> List(Ec2Call call)
    {
        var ids = call.Parameters.List("ImageId");
        if (ids.FirstOrDefault(id => AwsFormats.ImageId(id) is null) is { } odd)
            throw Ec2Error.Malformed("InvalidAMIID.Malformed", odd, "ami-");
        var images = call.Region.Images.Values.Where(image => image.State != ImageState.Binned);
        var missing = ids.Where(id => !images.Any(image => image.Id == id)).ToList();
        if (missing.Count > 0)
            throw Ec2Error.NoImage(missing);
        var owners = call.Parameters.List("Owner");
        var ownsThem = owners.Count == 0 || owners.Contains("self") || owners.Contains(call.AccountId);
        var includesDisabled = call.Parameters.IsTrue("IncludeDisabled");
        var passes = Terms.Read(call.Parameters);
        return images.Where(image => ownsThem
            && (ids.Count == 0 || ids.Contains(image.Id))
            && (includesDisabled || image.State != ImageState.Disabled)
            && passes(image));
    }

    private static void Write(XmlWriter xml, Ec2Call call, Ec2Image image)
    {
        xml.Element("imageId", image.Id);
        xml.Element("imageLocation", $"{call.AccountId}/{image.Id}");
        xml.Element("imageState", WireName.Of(image.State));
        xml.Element("imageOwnerId", call.AccountId);
        xml.Element("isPublic", false);
        xml.Element("architecture", "x86_64");
        xml.Element("imageType", "machine");
        xml.Element("name", image.Id);
        xml.Element("rootDeviceType", "ebs");
        xml.Element("rootDeviceName", "/dev/xvda");
        BlockDevices.Write(xml, "blockDeviceMapping", call.Region, image.SnapshotIds);
        xml.Element("virtualizationType", "hvm");
        xml.Element("hypervisor", "xen");
    }
}
