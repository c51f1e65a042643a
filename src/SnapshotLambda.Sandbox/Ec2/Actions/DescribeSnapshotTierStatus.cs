using System.Xml;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshotTierStatus.html</summary>
internal sealed class DescribeSnapshotTierStatus(Listings listings) : IEc2Action
{
    private static readonly FilterTerms<Snapshot> Terms = new FilterTerms<Snapshot>()
        .One("snapshot-id", snapshot => snapshot.Id)
        .One("volume-id", snapshot => snapshot.VolumeId);

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var page = listings.Page(call, PageSize.Read(call.Parameters, 5, 1000), () => call.Region.Snapshots.Values.Where(Terms.Read(call.Parameters)));
        return xml => xml.Page("snapshotTierStatusSet", page, snapshot =>
        {
            xml.Element("snapshotId", snapshot.Id);
            xml.Element("volumeId", snapshot.VolumeId);
            xml.Element("status", WireName.Of(snapshot.State));
            xml.Element("ownerId", call.AccountId);
            xml.Tags(snapshot.Tags);
            xml.Element("storageTier", WireName.Of(snapshot.Tier));
            if (snapshot.TierSince is not { } since)
                return;
            xml.Element("lastTieringStartTime", since);
            xml.Element("lastTieringProgress", 100);
            xml.Element("lastTieringOperationStatus", "archival-completed");
            xml.Element("archivalCompleteTime", since);
        });
    }
}
