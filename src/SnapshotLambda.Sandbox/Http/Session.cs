using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A role's session.</summary>
/// <param name="AccountId">The role's account.</param>
/// <param name="Role">The role, as it was when it was assumed.</param>
/// <param name="Name">The session's name.</param>
/// <param name="Policy">The policy that was passed, or null.</param>
/// <param name="Credentials">What the caller has in hand.</param>
internal sealed record Session(string AccountId, Role Role, string Name, IamPolicy? Policy, IssuedCredentials Credentials)
{
    /// <summary>Who calls with it, in a region's partition.</summary>
    public Principal Principal(string region) => new()
    {
        AccountId = AccountId,
        Arn = Arns.AssumedRole(region, AccountId, Role.Name, Name),
        UserId = $"{Arns.RoleId(AccountId, Role.Name)}:{Name}",
        RoleArn = Arns.Role(region, AccountId, Role.Name),
        Permissions = Permissions.OfRole(Role.Policy, Policy),
    };
}
