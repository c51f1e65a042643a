namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>The state of a snapshot's lock. Only an <see cref="Expired"/> one lets it be deleted.</summary>
internal enum LockState
{
    /// <summary>Locked; users with the permission can unlock it.</summary>
    Governance,

    /// <summary>Locked; nobody can unlock it.</summary>
    Compliance,

    /// <summary>Locked in compliance mode, and still in the time in which that can be taken back.</summary>
    ComplianceCooloff,

    /// <summary>No longer locked.</summary>
    Expired,
}
