using System.Globalization;
using System.Xml;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html AWS manages none of the world's
/// templates.
/// </summary>
internal sealed class DescribeLaunchTemplateVersions(Listings listings) : IEc2Action
{
    private const string Latest = "$Latest", Default = "$Default";

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } =
        ["IncludeManagedResources", "LaunchTemplateId", "LaunchTemplateVersion.N", "MaxResults", "NextToken"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        _ = call.Parameters.IsTrue("IncludeManagedResources");
        var page = listings.Page(call, PageSize.Read(call.Parameters, 1, 200), () => List(call));
        return xml => xml.Page("launchTemplateVersionSet", page, one =>
        {
            xml.Element("launchTemplateId", one.Template.Id);
            xml.Element("launchTemplateName", one.Template.Id);
            xml.Element("versionNumber", one.Version.Number);
            xml.Element("createdBy", Arns.User(call.RegionName, call.AccountId));
            xml.Element("defaultVersion", one.Version.Number == one.Template.DefaultVersion);
            xml.WriteStartElement("launchTemplateData");
            BlockDevices.Write(xml, "blockDeviceMappingSet", call.Region, one.Version.SnapshotIds);
            xml.WriteEndElement();
        });
    }

    private static IEnumerable<Listed> List(Ec2Call call)
    {
        var versions = call.Parameters.List("LaunchTemplateVersion");
        if (call.Parameters.Text("LaunchTemplateId") is { } id)
            return ListOf(LaunchTemplates.Find(call, id), versions);
        if (versions.Count == 0)
            throw new ApiError("MissingParameter", "The request must contain the parameter LaunchTemplateVersion or LaunchTemplateId");
        return versions.FirstOrDefault(version => version is not (Latest or Default)) is { } odd
            ? throw Ec2Error.InvalidValue($"Without a launch template the versions can be {Latest} and {Default}, and not {odd}")
            : call.Region.LaunchTemplates.Values.SelectMany(template => ListOf(template, versions));
    }

    private static IEnumerable<Listed> ListOf(LaunchTemplate template, IReadOnlyList<string> versions) => template.Versions
        .Where(version => versions.Count == 0 || versions.Any(wanted => Is(template, version.Number, wanted)))
        .Select(version => new Listed(template, version));

    private static bool Is(LaunchTemplate template, int number, string wanted) => wanted switch
    {
        Latest => number == template.LatestVersion,
        Default => number == template.DefaultVersion,
        _ => wanted == number.ToString(CultureInfo.InvariantCulture),
    };

    private sealed record Listed(LaunchTemplate Template, LaunchTemplateVersion Version);
}
