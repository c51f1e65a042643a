using System.Xml;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html The world knows a volume's id alone; AWS manages none.
/// </summary>
internal sealed class DescribeVolumes(Listings listings) : IEc2Action
{
    private static readonly FilterTerms<string> Terms = new FilterTerms<string>().One("volume-id", id => id);

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } =
        ["Filter.N.Name", "Filter.N.Value.N", "IncludeManagedResources", "MaxResults", "NextToken", "VolumeId.N"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        _ = call.Parameters.IsTrue("IncludeManagedResources");
        var size = PageSize.Read(call.Parameters, 5, 1000, "VolumeId");
        var page = listings.Page(call, size, () => List(call));
        return xml => xml.Page("volumeSet", page, id =>
        {
            xml.Element("volumeId", id);
            xml.Element("size", 8);
            xml.Element("snapshotId", "");
            xml.Element("availabilityZone", call.RegionName + "a");
            xml.Element("status", "available");
            xml.Element("volumeType", "gp3");
            xml.Element("encrypted", false);
        });
    }

    private static IEnumerable<string> List(Ec2Call call)
    {
        var ids = call.Parameters.List("VolumeId");
        if (ids.FirstOrDefault(id => AwsFormats.VolumeId(id) is null) is { } odd)
            throw Ec2Error.Malformed("InvalidVolumeID.Malformed", odd, "vol-");
        if (ids.FirstOrDefault(id => !call.Region.Volumes.Contains(id)) is { } missing)
            throw Ec2Error.NoVolume(missing);
        return (ids.Count > 0 ? ids.Distinct() : call.Region.Volumes).Where(Terms.Read(call.Parameters));
    }
}
