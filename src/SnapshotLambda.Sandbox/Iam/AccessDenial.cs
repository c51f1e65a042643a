namespace SnapshotLambda.Sandbox.Iam;

/// <summary>AWS's texts for denials: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html</summary>
internal static class AccessDenial
{
    /// <summary>The text with caller, action, resource and cause; null if access is allowed.</summary>
    public static string? Text(AccessDecision decision, string principalArn, AccessRequest request) => decision switch
    {
        AccessDecision.Allowed => null,
        AccessDecision.DeniedByIdentity => Text(principalArn, request, "with an explicit deny in an identity-based policy"),
        AccessDecision.DeniedBySession => Text(principalArn, request, "with an explicit deny in a session policy"),
        AccessDecision.NotAllowedByIdentity =>
            Text(principalArn, request, $"because no identity-based policy allows the {request.Action} action"),
        AccessDecision.NotAllowedBySession => Text(principalArn, request, $"because no session policy allows the {request.Action} action"),
    };

    private static string Text(string principalArn, AccessRequest request, string why) =>
        $"User: {principalArn} is not authorized to perform: {request.Action} on resource: {request.Resource} {why}";
}
