namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>
/// The state of a snapshot's last move between the tiers:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SnapshotTierStatus.html
/// </summary>
internal enum TieringState
{
    /// <summary>On its way to the archive, and listed as standard.</summary>
    ArchivalInProgress,

    /// <summary>In the archive.</summary>
    ArchivalCompleted,

    /// <summary>Standard as before.</summary>
    ArchivalFailed,

    /// <summary>On its way out of the archive temporarily.</summary>
    TemporaryRestoreInProgress,

    /// <summary>Out of the archive temporarily, and listed as standard; or back in it afterwards.</summary>
    TemporaryRestoreCompleted,

    /// <summary>In the archive as before.</summary>
    TemporaryRestoreFailed,

    /// <summary>On its way out of the archive.</summary>
    PermanentRestoreInProgress,

    /// <summary>Standard again.</summary>
    PermanentRestoreCompleted,

    /// <summary>In the archive as before.</summary>
    PermanentRestoreFailed,
}
