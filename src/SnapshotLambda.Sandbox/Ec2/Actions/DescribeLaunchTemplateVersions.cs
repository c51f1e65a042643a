using System.Xml;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
/// Every template of the world has one version, and AWS manages none.
/// </summary>
internal sealed class DescribeLaunchTemplateVersions(Listings listings) : IEc2Action
{
    private const string Latest = "$Latest", Default = "$Default", Only = "1";

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } =
        ["IncludeManagedResources", "LaunchTemplateId", "LaunchTemplateVersion.N", "MaxResults", "NextToken"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        _ = call.Parameters.IsTrue("IncludeManagedResources");
        var page = listings.Page(call, PageSize.Read(call.Parameters, 1, 200), () => List(call));
        return xml => xml.Page("launchTemplateVersionSet", page, template =>
        {
            xml.Element("launchTemplateId", template.Id);
            xml.Element("launchTemplateName", template.Id);
            xml.Element("versionNumber", 1);
            xml.Element("createdBy", Arns.User(call.RegionName, call.AccountId));
            xml.Element("defaultVersion", true);
            xml.WriteStartElement("launchTemplateData");
            BlockDevices.Write(xml, "blockDeviceMappingSet", call.Region, template.SnapshotIds);
            xml.WriteEndElement();
        });
    }

    private static IEnumerable<LaunchTemplate> List(Ec2Call call)
    {
        var versions = call.Parameters.List("LaunchTemplateVersion");
        if (call.Parameters.Text("LaunchTemplateId") is { } id)
            return versions.Count == 0 || versions.Any(version => version is Latest or Default or Only) ? [Find(call, id)] : [];
        if (versions.Count == 0)
            throw new ApiError("MissingParameter", "The request must contain the parameter LaunchTemplateVersion or LaunchTemplateId");
        return versions.FirstOrDefault(version => version is not (Latest or Default)) is { } odd
            ? throw Ec2Error.InvalidValue($"Without a launch template the versions can be {Latest} and {Default}, and not {odd}")
            : call.Region.LaunchTemplates.Values;
    }

    private static LaunchTemplate Find(Ec2Call call, string id) => AwsFormats.LaunchTemplateId(id) is null
        ? throw Ec2Error.Malformed("InvalidLaunchTemplateId.Malformed", id, "lt-")
        : call.Region.LaunchTemplates.GetValueOrDefault(id) ?? throw Ec2Error.NoLaunchTemplate(id);
}
