namespace SnapshotLambda.Core.Rules;

/// <summary>Whether the newest snapshots of a volume that no longer exists are kept as well.</summary>
internal enum DeletedVolumes
{
    /// <summary>The floor holds for them too.</summary>
    KeepLatest,

    /// <summary>Age alone decides.</summary>
    AgeOnly,
}
