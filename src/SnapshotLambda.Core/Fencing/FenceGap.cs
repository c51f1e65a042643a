namespace SnapshotLambda.Core.Fencing;

/// <summary>What a fence lacks by the deployment's own choice.</summary>
internal enum FenceGap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not say the cutoff.</summary>
    Cutoff,

    /// <summary>There is none, since no role is named whose session it would be the policy of.</summary>
    Role,

    /// <summary>There is none, since it is switched off.</summary>
    All,
}
