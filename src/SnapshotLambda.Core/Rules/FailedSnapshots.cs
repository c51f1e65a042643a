namespace SnapshotLambda.Core.Rules;

/// <summary>The treatment of snapshots whose creation failed. Nothing can be restored of them.</summary>
internal enum FailedSnapshots
{
    /// <summary>They are kept.</summary>
    Keep,

    /// <summary>Age alone decides, once every guard, tag and date lets them go.</summary>
    AgeOnly,
}
