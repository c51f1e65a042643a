using System.Xml;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>Writes block devices. The world knows only their snapshots.</summary>
internal static class BlockDevices
{
    /// <summary>Writes the list; its first device is the root.</summary>
    public static void Write(XmlWriter xml, string name, Region region, IEnumerable<string> snapshotIds) =>
        xml.List(name, snapshotIds.Select((id, index) => (Id: id, Device: $"/dev/xvd{(char)('a' + (index % 26))}")), device =>
        {
            xml.Element("deviceName", device.Device);
            xml.WriteStartElement("ebs");
            xml.Element("deleteOnTermination", true);
            xml.Element("snapshotId", device.Id);
            xml.Element("volumeSize", region.Snapshots.GetValueOrDefault(device.Id)?.VolumeSizeGiB ?? 8);
            xml.Element("volumeType", "gp3");
            xml.Element("encrypted", false);
            xml.WriteEndElement();
        });
}
