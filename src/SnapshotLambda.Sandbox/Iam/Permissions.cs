namespace SnapshotLambda.Sandbox.Iam;

/// <summary>What someone may do.</summary>
internal sealed record Permissions
{
    /// <summary>Those of the sandbox's plain credentials: everything.</summary>
    public static Permissions Everything { get; } = new() { HasNoLimits = true };

    /// <summary>Those of a role: its policy, where there is one, and within a session policy, where there is one.</summary>
    public static Permissions OfRole(IamPolicy? identity, IamPolicy? session) => new() { Identity = identity, Session = session };

    /// <summary>Whether no policy applies.</summary>
    public bool HasNoLimits { get; private init; }

    /// <summary>The role's own policy; null allows nothing.</summary>
    public IamPolicy? Identity { get; private init; }

    /// <summary>The session's policy, which only ever takes away; null takes nothing.</summary>
    public IamPolicy? Session { get; private init; }

    /// <summary>Decides: a deny anywhere comes first, then both policies must allow it.</summary>
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
