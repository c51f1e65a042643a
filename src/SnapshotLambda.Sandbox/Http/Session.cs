using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A role's session.</summary>
/// <param name="Role">The role as it was when assumed.</param>
/// <param name="Policy">The session policy, or null.</param>
/// <param name="Credentials">The session's credentials.</param>
internal sealed record Session(string AccountId, Role Role, string Name, IamPolicy? Policy, IssuedCredentials Credentials)
{
    /// <summary>The session as a caller, in a region's partition.</summary>
    public Principal Principal(string region) => new()
    {
        AccountId = AccountId,
        Arn = Arns.AssumedRole(region, AccountId, Role.Name, Name),
        UserId = $"{Arns.RoleId(AccountId, Role.Name)}:{Name}",
        RoleArn = Arns.Role(region, AccountId, Role.Name),
        Permissions = Permissions.OfRole(Role.Policy, Policy),
    };
}
