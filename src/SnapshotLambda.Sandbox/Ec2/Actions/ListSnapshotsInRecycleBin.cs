using System.Xml;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ListSnapshotsInRecycleBin.html Expired snapshots are not listed.
/// </summary>
internal sealed class ListSnapshotsInRecycleBin(Listings listings) : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["MaxResults", "NextToken", "SnapshotId.N"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var page = listings.Page(call, PageSize.Read(call.Parameters, 5, 1000), () => List(call));
        return xml => xml.Page("snapshotSet", page, binned =>
        {
            xml.Element("snapshotId", binned.Snapshot.Id);
            xml.Element("recycleBinEnterTime", binned.EnteredAt);
            xml.Element("recycleBinExitTime", binned.ExitsAt);
            xml.Element("description", binned.Snapshot.Description);
            xml.Element("volumeId", binned.Snapshot.VolumeId);
        });
    }

    private static IEnumerable<BinnedSnapshot> List(Ec2Call call)
    {
        var ids = call.Parameters.List("SnapshotId");
        if (ids.FirstOrDefault(id => AwsFormats.SnapshotId(id) is null) is { } odd)
            throw Ec2Error.MalformedSnapshotId(odd);
        return call.Region.Bin.Values.Where(binned => binned.ExitsAt > call.Now && (ids.Count == 0 || ids.Contains(binned.Snapshot.Id)));
    }
}
