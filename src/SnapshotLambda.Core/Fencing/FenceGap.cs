namespace SnapshotLambda.Core.Fencing;

/// <summary>The part that a fence lacks by the deployment's own choice.</summary>
internal enum FenceGap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The fence lacks the cutoff.</summary>
    Cutoff,

    /// <summary>There is no fence, since no role is named for its session.</summary>
    Role,

    /// <summary>There is no fence, since it is switched off.</summary>
    All,
}
