using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>A call to one of S3's actions, with everything the action needs.</summary>
/// <param name="Store">Changes the world.</param>
/// <param name="Owner">The account that has the bucket.</param>
/// <param name="Bucket">The bucket at the time of the call.</param>
/// <param name="Now">The world's current instant.</param>
internal sealed record S3Call(ApiCall Request, WorldStore Store, Account Owner, Bucket Bucket, DateTimeOffset Now)
{
    /// <summary>The object's key.</summary>
    public string Key => Request.Parameters.Text(S3Target.Key)!;

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Throws unless the caller may do this to the object.</summary>
    public void AuthorizeObject(string action) => Authorize(Access(action, $"{BucketArn}/{Key}"));

    /// <summary>Throws unless the caller may do this to the bucket.</summary>
    /// <param name="prefix">The prefix that the request names; null for none.</param>
    public void AuthorizeBucket(string action, string? prefix = null)
    {
        var request = Access(action, BucketArn);
        Authorize(prefix is null ? request : request.With(ContextKeys.S3Prefix, prefix));
    }

    private string BucketArn => $"arn:{Arns.Partition(Request.Region)}:s3:::{Bucket.Name}";

    private AccessRequest Access(string action, string resource) => Request.Principal.Asks(action, resource)
        .With(ContextKeys.RequestedRegion, Request.Region)
        .With(ContextKeys.ResourceAccount, Owner.Id);

    private void Authorize(AccessRequest request)
    {
        var caller = Request.Principal;
        if (caller.AccountId != Owner.Id)
            throw S3Error.Denied();
        // S3 alone puts the resource into quotes.
        var named = request with { Resource = $"\"{request.Resource}\"" };
        if (AccessDenial.Text(caller.Permissions.Decide(request), caller.Arn, named) is { } denial)
            throw S3Error.Denied(denial);
    }
}
