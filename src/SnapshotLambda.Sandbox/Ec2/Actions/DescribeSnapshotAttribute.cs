using System.Xml;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshotAttribute.html The world has createVolumePermission alone.
/// </summary>
internal sealed class DescribeSnapshotAttribute : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["Attribute", "SnapshotId"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        var id = call.Parameters.RequiredText("SnapshotId");
        var attribute = call.Parameters.RequiredText("Attribute");
        if (attribute != "createVolumePermission")
            throw Ec2Error.InvalidValue(
                $"Value ({attribute}) for parameter attribute is invalid. The sandbox knows createVolumePermission alone");
        if (AwsFormats.SnapshotId(id) is null)
            throw Ec2Error.MalformedSnapshotId(id);
        var snapshot = call.Region.Snapshots.GetValueOrDefault(id) ?? throw Ec2Error.NoSnapshot(id);
        call.Authorize(call.Access(snapshot));
        return xml =>
        {
            xml.Element("snapshotId", id);
            xml.List("createVolumePermission", snapshot.SharedWith, user => xml.Element(user == "all" ? "group" : "userId", user));
        };
    }
}
