using System.Xml;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLockedSnapshots.html Expired locks are listed too.</summary>
internal sealed class DescribeLockedSnapshots(Listings listings) : IEc2Action
{
    private static readonly FilterTerms<Ec2Snapshot> Terms = new FilterTerms<Ec2Snapshot>().One("lock-state", State);

    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } = ["Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken", "SnapshotId.N"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var size = PageSize.Read(call.Parameters, 5, 1000, "SnapshotId");
        var page = listings.Page(call, size, () => List(call));
        return xml => xml.Page("snapshotSet", page, snapshot =>
        {
            xml.Element("ownerId", call.AccountId);
            xml.Element("snapshotId", snapshot.Id);
            xml.Element("lockState", State(snapshot));
        });
    }

    private static IEnumerable<Ec2Snapshot> List(Ec2Call call)
    {
        var ids = call.Parameters.List("SnapshotId");
        return call.Region.Snapshots.Values
            .Where(snapshot => snapshot.Lock is not null && (ids.Count == 0 || ids.Contains(snapshot.Id)))
            .Where(Terms.Read(call.Parameters));
    }

    private static string? State(Ec2Snapshot snapshot) => snapshot.Lock is { } state ? WireName.Of(state) : null;
}
