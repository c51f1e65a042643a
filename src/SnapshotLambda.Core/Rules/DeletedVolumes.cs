namespace SnapshotLambda.Core.Rules;

/// <summary>The treatment of the newest snapshots of volumes that no longer exist.</summary>
internal enum DeletedVolumes
{
    /// <summary>They are kept, as those of existing volumes are.</summary>
    KeepLatest,

    /// <summary>Age alone decides.</summary>
    AgeOnly,
}
