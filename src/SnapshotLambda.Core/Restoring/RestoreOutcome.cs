namespace SnapshotLambda.Core.Restoring;

/// <summary>What became of a snapshot that was to be restored.</summary>
internal enum RestoreOutcome
{
    /// <summary>It had no turn.</summary>
    NotAttempted,

    /// <summary>It was restored.</summary>
    Restored,

    /// <summary>A real run would restore it.</summary>
    WouldRestore,

    /// <summary>It was there already: restored before, or never deleted.</summary>
    AlreadyBack,

    /// <summary>It is neither in the Recycle Bin nor there.</summary>
    Expired,

    /// <summary>It is in the Recycle Bin, and came into it before or after the run.</summary>
    NotOfThisRun,

    /// <summary>It could not be restored, or not be kept from being deleted again.</summary>
    Failed,
}
