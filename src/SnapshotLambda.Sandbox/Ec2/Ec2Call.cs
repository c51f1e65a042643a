using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>A call to one of EC2's actions, with everything the action needs.</summary>
/// <param name="Store">Changes the world.</param>
/// <param name="World">The world at the time of the call.</param>
/// <param name="Time">The real clock.</param>
internal sealed record Ec2Call(ApiCall Request, WorldStore Store, World World, TimeProvider Time)
{
    /// <summary>The call's parameters.</summary>
    public Parameters Parameters => Request.Parameters;

    /// <summary>The caller's account.</summary>
    public string AccountId => Request.Principal.AccountId;

    /// <summary>The region's name.</summary>
    public string RegionName => Request.Region;

    /// <summary>The caller's region.</summary>
    public Region Region => World.Region(AccountId, RegionName)!;

    /// <summary>The world's current instant.</summary>
    public DateTimeOffset Now => World.Clock(Time);

    /// <summary>Throws unless the caller may do this to every resource, and always for a dry run.</summary>
    public void Authorize() => Authorize([Access("*")]);

    /// <summary>Throws unless the caller may do this to one resource, and always for a dry run.</summary>
    public void Authorize(AccessRequest request) => Authorize([request]);

    /// <summary>Throws unless the caller may do this to each of several resources, and always for a dry run.</summary>
    public void Authorize(IEnumerable<AccessRequest> requests)
    {
        foreach (var request in requests)
            if (AccessDenial.Text(Request.Principal.Permissions.Decide(request), Request.Principal.Arn, request) is { } denial)
                throw Ec2Error.Unauthorized(denial);
        if (Parameters.IsTrue("DryRun"))
            throw Ec2Error.DryRun();
    }

    /// <summary>The question to IAM about a resource.</summary>
    public AccessRequest Access(string resource) => Request.Principal.Asks($"ec2:{Request.Action}", resource)
        .With(ContextKeys.Ec2Region, RegionName)
        .With(ContextKeys.RequestedRegion, RegionName);

    /// <summary>The question to IAM about a snapshot, with its start time and tags.</summary>
    public AccessRequest Access(Ec2Snapshot snapshot)
    {
        var request = Access(Arns.Snapshot(RegionName, snapshot.Id));
        if (snapshot.StartTime is { } start)
            request.With(ContextKeys.SnapshotTime, Ec2Xml.Instant(start));
        foreach (var tag in snapshot.Tags)
            request.With(ContextKeys.ResourceTag + tag.Key, tag.Value).With(ContextKeys.Ec2ResourceTag + tag.Key, tag.Value);
        return request;
    }

    /// <summary>Changes the region by a pure function.</summary>
    public void Change(Func<Region, Region> rule) => Store.Change(AccountId, RegionName, rule);
}
