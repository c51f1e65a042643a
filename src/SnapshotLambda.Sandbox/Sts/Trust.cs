using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Sts;

/// <summary>
/// Decides if a caller may assume a role. Trust in an account leaves it to the caller's own policies. Trust in a role of the same account
/// is enough by itself, unless a policy denies it or a session policy does not allow it. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
/// </summary>
internal static class Trust
{
    /// <summary>True if the caller may assume the role.</summary>
    public static bool Lets(ApiCall call, RoleArn target, Role role)
    {
        var caller = call.Principal;
        if (role.ExternalId is { } externalId && call.Parameters.Text("ExternalId") != externalId)
            return false;
        var request = caller.Asks("sts:AssumeRole", Arns.Role(call.Region, target.AccountId, target.Name))
            .With(ContextKeys.RequestedRegion, call.Region)
            .With(ContextKeys.ResourceAccount, target.AccountId);
        var decision = caller.Permissions.Decide(request);
        if (caller.RoleArn is { } roleArn && role.TrustedBy.Contains(roleArn))
            return decision == AccessDecision.Allowed
                || (decision == AccessDecision.NotAllowedByIdentity && IsOwnAndUnlimited(caller, target, request));
        return role.TrustedBy.Contains(caller.AccountId) && decision == AccessDecision.Allowed;
    }

    private static bool IsOwnAndUnlimited(Principal caller, RoleArn target, AccessRequest request) =>
        caller.AccountId == target.AccountId && (caller.Permissions.Session?.Answer(request) ?? PolicyAnswer.Allow) == PolicyAnswer.Allow;
}
