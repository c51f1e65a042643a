using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>The caller of a request.</summary>
internal sealed record Principal
{
    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>Its ARN: a user's, or an assumed role's.</summary>
    public required string Arn { get; init; }

    /// <summary>Its unique id, as in GetCallerIdentity.</summary>
    public required string UserId { get; init; }

    /// <summary>The ARN of the role behind the session; null for a user.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Its permissions.</summary>
    public required Permissions Permissions { get; init; }

    /// <summary>The question to IAM about an action of this caller's, with what is known of every call.</summary>
    public AccessRequest Asks(string action, string resource) => new AccessRequest(action, resource)
        .With(ContextKeys.PrincipalArn, RoleArn ?? Arn)
        .With(ContextKeys.SecureTransport, "false");
}
