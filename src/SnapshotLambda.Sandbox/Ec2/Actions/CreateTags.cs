using System.Xml;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html All of a call is done, or nothing.</summary>
internal sealed class CreateTags : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["ResourceId.N", "Tag.N.Key", "Tag.N.Value"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        var ids = TaggingRules.ReadIds(call.Parameters);
        var tags = TaggingRules.ReadTags(call.Parameters);
        if (tags.Count == 0)
            throw new ApiError("MissingParameter", "The request must contain the parameter tagSet");
        call.Change(region =>
        {
            var snapshots = TaggingRules.Find(region, ids, call.Now);
            call.Authorize(snapshots.Select(snapshot => tags.Aggregate(call.Access(snapshot), (request, tag) =>
                request.With(ContextKeys.TagKeys, tag.Key).With(ContextKeys.RequestTag + tag.Key, tag.Value ?? ""))));
            return TaggingRules.Change(region, snapshots, snapshot => TaggingRules.Added(snapshot, tags));
        });
        return xml => xml.Element("return", true);
    }
}
