namespace SnapshotLambda.Core.Rules;

/// <summary>The treatment of copied snapshots. Their volume id says nothing, so no floor can be evaluated for them.</summary>
internal enum Copies
{
    /// <summary>Copies are kept.</summary>
    Keep,

    /// <summary>Age alone decides.</summary>
    AgeOnly,
}
