namespace SnapshotLambda.Sandbox.Iam;

/// <summary>A caller's permissions.</summary>
internal sealed record Permissions
{
    /// <summary>The unlimited permissions of the sandbox's plain credentials.</summary>
    public static Permissions Everything { get; } = new() { HasNoLimits = true };

    /// <summary>The permissions of a role: those of its policy, within a session policy if there is one.</summary>
    public static Permissions OfRole(IamPolicy? identity, IamPolicy? session) => new() { Identity = identity, Session = session };

    /// <summary>True if no policy applies.</summary>
    public bool HasNoLimits { get; private init; }

    /// <summary>The role's own policy; null allows nothing.</summary>
    public IamPolicy? Identity { get; private init; }

    /// <summary>The session policy, which can only restrict; null for none.</summary>
    public IamPolicy? Session { get; private init; }

    /// <summary>Decides: any deny comes first, then both policies must allow.</summary>
    public AccessDecision Decide(AccessRequest request)
    {
        if (HasNoLimits)
            return AccessDecision.Allowed;
        var identity = Identity?.Answer(request) ?? PolicyAnswer.Silence;
        var session = Session?.Answer(request) ?? PolicyAnswer.Allow;
        return (identity, session) switch
        {
            (PolicyAnswer.Deny, _) => AccessDecision.DeniedByIdentity,
            (_, PolicyAnswer.Deny) => AccessDecision.DeniedBySession,
            (PolicyAnswer.Silence, _) => AccessDecision.NotAllowedByIdentity,
            (_, PolicyAnswer.Silence) => AccessDecision.NotAllowedBySession,
            (PolicyAnswer.Allow, PolicyAnswer.Allow) => AccessDecision.Allowed,
        };
    }
}
