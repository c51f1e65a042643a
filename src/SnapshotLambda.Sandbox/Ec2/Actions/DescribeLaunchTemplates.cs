using System.Xml;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplates.html AWS manages none of the world's templates.
/// </summary>
internal sealed class DescribeLaunchTemplates(Listings listings) : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["IncludeManagedResources", "LaunchTemplateId.N", "MaxResults", "NextToken"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        _ = call.Parameters.IsTrue("IncludeManagedResources");
        var page = listings.Page(call, PageSize.Read(call.Parameters, 1, 200), () => List(call));
        return xml => xml.Page("launchTemplates", page, template =>
        {
            xml.Element("launchTemplateId", template.Id);
            xml.Element("launchTemplateName", template.Id);
            xml.Element("createdBy", Arns.User(call.RegionName, call.AccountId));
            xml.Element("defaultVersionNumber", template.DefaultVersion);
            xml.Element("latestVersionNumber", template.LatestVersion);
        });
    }

    private static IEnumerable<LaunchTemplate> List(Ec2Call call)
    {
        var ids = call.Parameters.List("LaunchTemplateId");
        return ids.Count == 0 ? call.Region.LaunchTemplates.Values : ids.Distinct().Select(id => LaunchTemplates.Find(call, id));
    }
}
