using System.Xml;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html</summary>
internal sealed class DescribeSnapshots(Listings listings, DeletedButListed ghosts) : IEc2Action
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Parameters { get; } =
        ["Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken", "Owner.N", "RestorableBy.N", "SnapshotId.N"];

    /// <inheritdoc/>
    public Action<XmlWriter> Answer(Ec2Call call)
    {
        call.Authorize();
        var size = PageSize.Read(call.Parameters, 5, 1000, "SnapshotId");
        var lingering = ghosts.Of(call.AccountId, call.RegionName);
        var page = listings.Page(call, size, () => List(call, lingering), listed => Refresh(call, lingering, listed));
        return xml => xml.Page("snapshotSet", page, listed => listed.Write(xml));
    }

    private static IEnumerable<ListedSnapshot> List(Ec2Call call, IReadOnlyList<Ec2Snapshot> lingering)
    {
        var parameters = call.Parameters;
        var passes = ListedSnapshot.Terms.Read(parameters);
        var ids = parameters.List("SnapshotId");
        if (ids.FirstOrDefault(id => AwsFormats.SnapshotId(id) is null) is { } odd)
            throw Ec2Error.MalformedSnapshotId(odd);
        var plain = ids.Count > 0 ? ids : FilterTerms<ListedSnapshot>.PlainValues(parameters, "snapshot-id");
        var visible = (plain is null ? All(call) : plain.Distinct().SelectMany(id => WithId(call, id)))
            .Concat(lingering
                .Where(ghost => plain?.Contains(ghost.Id) != false)
                .Select(ghost => new ListedSnapshot(call.AccountId, ghost, call.Now)))
            .Where(listed => listed.IsRestorableBy(call.AccountId) || listed.IsPublic);
        if (ids.Count > 0)
        {
            visible = visible.ToList();
            var missing = ids.Except(visible.Select(listed => listed.Snapshot.Id)).ToList();
            if (missing.Count > 0)
                throw Ec2Error.NoSnapshot(missing);
        }

        return visible.Where(OwnedBy(call)).Where(RestorableBy(call)).Where(passes);
    }

    private static IEnumerable<ListedSnapshot> All(Ec2Call call) =>
        Regions(call).SelectMany(place => place.Region.Snapshots.Values.Select(
            snapshot => new ListedSnapshot(place.AccountId, snapshot, call.Now)));

    private static IEnumerable<ListedSnapshot> WithId(Ec2Call call, string id) =>
        Regions(call)
            .Where(place => place.Region.Snapshots.ContainsKey(id))
            .Select(place => new ListedSnapshot(place.AccountId, place.Region.Snapshots[id], call.Now));

    private static IEnumerable<(string AccountId, Region Region)> Regions(Ec2Call call) =>
        call.World.Accounts.SelectMany(
            account => account.Region(call.RegionName) is { } region ? [(account.Id, region)] : Array.Empty<(string, Region)>());

    private static Func<ListedSnapshot, bool> OwnedBy(Ec2Call call)
    {
        var owners = Ids(call, "Owner");
        return listed => owners.Count == 0 || owners.Contains(listed.OwnerId);
    }

    private static Func<ListedSnapshot, bool> RestorableBy(Ec2Call call)
    {
        var users = Ids(call, "RestorableBy");
        return listed => users.Count == 0 || users.Exists(user => user == "all" ? listed.IsPublic : listed.IsRestorableBy(user));
    }

    private static List<string> Ids(Ec2Call call, string name) =>
        [.. call.Parameters.List(name).Select(id => id == "self" ? call.AccountId : id)];

    private static ListedSnapshot? Refresh(Ec2Call call, IReadOnlyList<Ec2Snapshot> lingering, ListedSnapshot listed)
    {
        var region = call.World.Region(listed.OwnerId, call.RegionName);
        if (region?.Snapshots.GetValueOrDefault(listed.Snapshot.Id) is { } current)
            return ReferenceEquals(current, listed.Snapshot) ? listed : listed with { Snapshot = current };
        return lingering.Any(ghost => ghost.Id == listed.Snapshot.Id) ? listed : null;
    }
}
