namespace SnapshotLambda.Sandbox.Iam;

/// <summary>The decision on an access, with the cause of a denial.</summary>
internal enum AccessDecision
{
    /// <summary>Access is allowed.</summary>
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
