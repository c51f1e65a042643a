using System.Xml;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFastSnapshotRestores.html In the world, its state is always enabled.
/// </summary>
internal sealed class DescribeFastSnapshotRestores(Listings listings) : IEc2Action
{
    private const string State = "enabled";

    private static readonly FilterTerms<Restore> Terms = new FilterTerms<Restore>()
        .One("availability-zone", restore => restore.Zone)
        .One("snapshot-id", restore => restore.SnapshotId)
        .One("state", _ => State);

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        int? size = PageSize.Read(call.Parameters, 0, 200) is > 0 and var named ? named : null;
        var page = listings.Page(call, size, () => call.Region.Snapshots.Values
            .SelectMany(snapshot => snapshot.FastRestoreZones.Select(zone => new Restore(snapshot.Id, zone)))
            .Where(Terms.Read(call.Parameters)));
        return xml => xml.Page("fastSnapshotRestoreSet", page, restore =>
        {
            xml.Element("snapshotId", restore.SnapshotId);
            xml.Element("availabilityZone", restore.Zone);
            xml.Element("state", State);
            xml.Element("ownerId", call.AccountId);
        });
    }

    private sealed record Restore(string SnapshotId, string Zone);
}
