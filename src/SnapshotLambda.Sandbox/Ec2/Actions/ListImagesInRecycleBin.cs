using System.Xml;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ListImagesInRecycleBin.html</summary>
internal sealed class ListImagesInRecycleBin(Listings listings) : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["ImageId.N", "MaxResults", "NextToken"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var ids = call.Parameters.List("ImageId");
        var page = listings.Page(call, PageSize.Read(call.Parameters, 1, 1000), () => call.Region.Images.Values
            .Where(image => image.State == ImageState.Binned && (ids.Count == 0 || ids.Contains(image.Id))));
        return xml => xml.Page("imageSet", page, image =>
        {
            xml.Element("imageId", image.Id);
            xml.Element("name", image.Id);
        });
    }
}
