using System.Xml;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSnapshot.html</summary>
internal sealed class DeleteSnapshot(DeletedButListed ghosts, bool deniesUnknownSnapshots) : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["SnapshotId"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        var id = call.Parameters.RequiredText("SnapshotId");
        if (AwsFormats.SnapshotId(id) is null)
            throw Ec2Error.MalformedSnapshotId(id);
        Ec2Snapshot? deleted = null;
        call.Change(region =>
        {
            if (!region.Snapshots.TryGetValue(id, out var snapshot))
                throw NotFound(call, id);
            call.Authorize(call.Access(snapshot));
            deleted = snapshot;
            return SnapshotDeletionRules.Delete(region, snapshot, call.Now);
        });
        ghosts.Add(call.AccountId, call.RegionName, deleted!);
        return xml => xml.Element("return", true);
    }

    private ApiError NotFound(Ec2Call call, string id)
    {
        if (deniesUnknownSnapshots)
            call.Authorize(call.Access(Arns.Snapshot(call.RegionName, id)));
        return Ec2Error.NoSnapshot(id);
    }
}
