namespace SnapshotLambda.Sandbox.Iam;

/// <summary>Whether something may be done, and what keeps it from being done.</summary>
internal enum AccessDecision
{
    /// <summary>It may.</summary>
    Allowed,

    /// <summary>The role's policy denies it.</summary>
    DeniedByIdentity,

    /// <summary>The session's policy denies it.</summary>
    DeniedBySession,

    /// <summary>The role's policy does not allow it.</summary>
    NotAllowedByIdentity,

    /// <summary>The session's policy does not allow it.</summary>
    NotAllowedBySession,
}
