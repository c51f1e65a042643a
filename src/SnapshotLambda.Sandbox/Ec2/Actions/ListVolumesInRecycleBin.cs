using System.Xml;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ListVolumesInRecycleBin.html The world knows a volume's id alone.
/// </summary>
internal sealed class ListVolumesInRecycleBin(Listings listings) : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["MaxResults", "NextToken", "VolumeId.N"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var page = listings.Page(call, PageSize.Read(call.Parameters, 5, 500), () => List(call));
        return xml => xml.Page("volumeSet", page, id =>
        {
            xml.Element("volumeId", id);
            xml.Element("volumeType", "gp3");
            xml.Element("size", 8);
            xml.Element("availabilityZone", call.RegionName + "a");
        });
    }

    private static IEnumerable<string> List(Ec2Call call)
    {
        var ids = call.Parameters.List("VolumeId");
        if (ids.FirstOrDefault(id => AwsFormats.VolumeId(id) is null) is { } odd)
            throw Ec2Error.Malformed("InvalidVolumeID.Malformed", odd, "vol-");
        return call.Region.BinnedVolumes.Where(id => ids.Count == 0 || ids.Contains(id));
    }
}
