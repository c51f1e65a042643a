using System.Xml;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RestoreSnapshotFromRecycleBin.html The snapshot is recovering at
/// first, and then completed.
/// </summary>
/// <param name="takes">How long it is recovering.</param>
internal sealed class RestoreSnapshotFromRecycleBin(TimeSpan takes) : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["SnapshotId"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        var id = call.Parameters.RequiredText("SnapshotId");
        if (AwsFormats.SnapshotId(id) is null)
            throw Ec2Error.MalformedSnapshotId(id);
        Ec2Snapshot? restored = null;
        call.Change(region =>
        {
            if (!region.Bin.TryGetValue(id, out var binned) || binned.ExitsAt <= call.Now)
                throw Ec2Error.NoSnapshot(id);
            call.Authorize(call.Access(binned.Snapshot));
            var changed = SnapshotDeletionRules.Restore(region, binned, takes > TimeSpan.Zero ? call.Now + takes : null);
            restored = changed.Snapshots[id];
            return changed;
        });
        return xml => Write(xml, call.AccountId, restored!);
    }

    private static void Write(XmlWriter xml, string accountId, Ec2Snapshot snapshot)
    {
        xml.Element("snapshotId", snapshot.Id);
        xml.Element("description", snapshot.Description);
        xml.Element("encrypted", false);
        xml.Element("ownerId", accountId);
        xml.Element("progress", "100%");
        xml.Element("startTime", snapshot.StartTime);
        xml.Element("status", "recovering");
        xml.Element("volumeId", snapshot.VolumeId);
        xml.Element("volumeSize", snapshot.VolumeSizeGiB);
    }
}
