namespace SnapshotLambda.Core.Fencing;

/// <summary>The deletions that AWS itself refuses, by the session policy that they go through.</summary>
internal enum FenceMode
{
    /// <summary>Snapshots newer than the cutoff, managed by others, or kept by their tags.</summary>
    On,

    /// <summary>The same without the cutoff.</summary>
    TagsOnly,

    /// <summary>None: the role's own policy decides alone.</summary>
    Off,
}
