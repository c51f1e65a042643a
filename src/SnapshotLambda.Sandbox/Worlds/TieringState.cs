namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>
/// How far a snapshot's last move between the tiers is:
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

    /// <summary>On its way out of the archive, for a time.</summary>
    TemporaryRestoreInProgress,

    /// <summary>Out of the archive for a time, and listed as standard; or in it again, once that is over.</summary>
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
