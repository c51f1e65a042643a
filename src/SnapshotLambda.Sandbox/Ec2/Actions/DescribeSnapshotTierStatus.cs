using System.Xml;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshotTierStatus.html</summary>
internal sealed class DescribeSnapshotTierStatus(Listings listings) : IEc2Action
{
    private static readonly FilterTerms<Ec2Snapshot> Terms = new FilterTerms<Ec2Snapshot>()
        .One("last-tiering-operation", State)
        .One("snapshot-id", snapshot => snapshot.Id)
        .One("volume-id", snapshot => snapshot.VolumeId);

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var page = listings.Page(
            call, PageSize.Read(call.Parameters, 5, 1000), () => call.Region.Snapshots.Values.Where(Terms.Read(call.Parameters)));
        return xml => xml.Page("snapshotTierStatusSet", page, snapshot =>
        {
            xml.Element("snapshotId", snapshot.Id);
            xml.Element("volumeId", snapshot.VolumeId);
            xml.Element("status", WireName.Of(snapshot.State));
            xml.Element("ownerId", call.AccountId);
            xml.Tags(snapshot.Tags);
            xml.Element("storageTier", WireName.Of(snapshot.Tier));
            xml.Element("lastTieringStartTime", snapshot.TierSince);
            if (snapshot.LastTiering is { } tiering)
                xml.Element("lastTieringProgress", IsUnderWay(tiering) ? 50 : 100);
            xml.Element("lastTieringOperationStatus", State(snapshot));
            xml.Element("archivalCompleteTime", snapshot.TierSince);
            xml.Element("restoreExpiryTime", snapshot.RestoreExpiry);
        });
    }

    private static string? State(Ec2Snapshot snapshot) => snapshot.LastTiering is { } tiering ? WireName.Of(tiering) : null;

    private static bool IsUnderWay(TieringState tiering) =>
        tiering is TieringState.ArchivalInProgress or TieringState.TemporaryRestoreInProgress or TieringState.PermanentRestoreInProgress;
}
