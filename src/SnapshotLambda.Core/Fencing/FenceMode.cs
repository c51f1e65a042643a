namespace SnapshotLambda.Core.Fencing;

/// <summary>What AWS itself is told to refuse, by the session policy that deletions go through.</summary>
internal enum FenceMode
{
    /// <summary>What is newer than the cutoff, what others manage, and what the tags keep.</summary>
    On,

    /// <summary>The same but for the cutoff.</summary>
    TagsOnly,

    /// <summary>Nothing: the role's own policy decides alone.</summary>
    Off,
}
