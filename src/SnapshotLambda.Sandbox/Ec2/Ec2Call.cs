using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>A call to one of EC2's actions, with what the action needs to answer it.</summary>
/// <param name="Request">The call.</param>
/// <param name="Store">Where the world is changed.</param>
/// <param name="World">The world when the call came.</param>
/// <param name="Time">The clock outside.</param>
internal sealed record Ec2Call(ApiCall Request, WorldStore Store, World World, TimeProvider Time)
{
    /// <summary>The form.</summary>
    public Parameters Parameters => Request.Parameters;

    /// <summary>The caller's account.</summary>
    public string AccountId => Request.Principal.AccountId;

    /// <summary>The region's name.</summary>
    public string RegionName => Request.Region;

    /// <summary>What the caller's account has there.</summary>
    public Region Region => World.Region(AccountId, RegionName)!;

    /// <summary>The instant of the world.</summary>
    public DateTimeOffset Now => World.Clock(Time);

    /// <summary>Refuses the call unless the caller may do this to every resource; and ends it there if it is a dry run.</summary>
    public void Authorize() => Authorize([Access("*")]);

    /// <summary>The same for one resource.</summary>
    public void Authorize(AccessRequest request) => Authorize([request]);

    /// <summary>The same for several.</summary>
    public void Authorize(IEnumerable<AccessRequest> requests)
    {
        foreach (var request in requests)
            if (AccessDenial.Text(Request.Principal.Permissions.Decide(request), Request.Principal.Arn, request) is { } denial)
                throw Ec2Error.Unauthorized(denial);
        if (Parameters.IsTrue("DryRun"))
            throw Ec2Error.DryRun();
    }

    /// <summary>What IAM is asked about a resource.</summary>
    public AccessRequest Access(string resource) => new AccessRequest($"ec2:{Request.Action}", resource)
        .With(ContextKeys.Ec2Region, RegionName)
        .With(ContextKeys.RequestedRegion, RegionName);

    /// <summary>What IAM is asked about a snapshot, of which it is told the start and the tags.</summary>
    public AccessRequest Access(Ec2Snapshot snapshot)
    {
        var request = Access(Arns.Snapshot(RegionName, snapshot.Id));
        if (snapshot.StartTime is { } start)
            request.With(ContextKeys.SnapshotTime, Ec2Xml.Instant(start));
        foreach (var tag in snapshot.Tags)
            request.With(ContextKeys.ResourceTag + tag.Key, tag.Value).With(ContextKeys.Ec2ResourceTag + tag.Key, tag.Value);
        return request;
    }

    /// <summary>Changes the region by a pure rule.</summary>
    public void Change(Func<Region, Region> rule) => Store.Change(AccountId, RegionName, rule);
}
