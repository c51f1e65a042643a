using System.Globalization;
using System.Xml;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>A snapshot in a list, which may belong to another account.</summary>
/// <param name="OwnerId">The owner's account.</param>
/// <param name="Now">The instant of the list.</param>
internal sealed record ListedSnapshot(string OwnerId, Ec2Snapshot Snapshot, DateTimeOffset Now)
{
    /// <summary>The filters of DescribeSnapshots that the sandbox can answer.</summary>
    public static FilterTerms<ListedSnapshot> Terms { get; } = new FilterTerms<ListedSnapshot>()
        .One("description", listed => listed.Snapshot.Description)
        .One("encrypted", _ => "false")
        .One("owner-id", listed => listed.OwnerId)
        .One("progress", listed => listed.Progress)
        .One("snapshot-id", listed => listed.Snapshot.Id)
        .One("start-time", listed => listed.Snapshot.StartTime is { } start ? Ec2Xml.Instant(start) : null)
        .One("status", listed => WireName.Of(listed.State))
        .One("storage-tier", listed => WireName.Of(listed.Snapshot.Tier))
        .One("transfer-type", listed => listed.Snapshot.TransferType)
        .One("volume-id", listed => listed.Snapshot.VolumeId)
        .One("volume-size", listed => listed.Snapshot.VolumeSizeGiB.ToString(CultureInfo.InvariantCulture))
        .Tags(listed => listed.Snapshot.Tags);

    private SnapshotState State => Snapshot.StateAt(Now);

    private string Progress => Snapshot.State == SnapshotState.Pending ? "0%" : "100%";

    /// <summary>True if the account may create volumes from it.</summary>
    public bool IsRestorableBy(string accountId) => OwnerId == accountId || Snapshot.SharedWith.Contains(accountId);

    /// <summary>True if every account may create volumes from it.</summary>
    public bool IsPublic => Snapshot.SharedWith.Contains("all");

    /// <summary>Writes it as DescribeSnapshots does.</summary>
    public void Write(XmlWriter xml)
    {
        xml.Element("snapshotId", Snapshot.Id);
        xml.Element("volumeId", Snapshot.VolumeId);
        xml.Element("status", WireName.Of(State));
        xml.Element("startTime", Snapshot.StartTime);
        xml.Element("progress", Progress);
        xml.Element("ownerId", OwnerId);
        xml.Element("volumeSize", Snapshot.VolumeSizeGiB);
        xml.Element("description", Snapshot.Description);
        xml.Element("encrypted", false);
        if (Snapshot.FullSizeBytes is { } bytes)
            xml.Element("fullSnapshotSizeInBytes", bytes);
        xml.Element("storageTier", WireName.Of(Snapshot.Tier));
        xml.Element("restoreExpiryTime", Snapshot.RestoreExpiry);
        xml.Element("transferType", Snapshot.TransferType);
        if (!Snapshot.Tags.IsEmpty)
            xml.Tags(Snapshot.Tags);
    }
}
