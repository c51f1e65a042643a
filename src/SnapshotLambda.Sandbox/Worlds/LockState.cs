namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>The state of a snapshot's lock. Only with an <see cref="Expired"/> one can the snapshot be deleted.</summary>
internal enum LockState
{
    /// <summary>Locked; users with the permission can unlock it.</summary>
    Governance,

    /// <summary>Locked; nobody can unlock it.</summary>
    Compliance,

    /// <summary>Locked in compliance mode, within the cooling-off period in which the lock can be removed.</summary>
    ComplianceCooloff,

    /// <summary>No longer locked.</summary>
    Expired,
}
