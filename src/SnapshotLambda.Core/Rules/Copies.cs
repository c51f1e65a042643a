namespace SnapshotLambda.Core.Rules;

/// <summary>
/// The treatment of copied snapshots. Their volume id says nothing, so no floor can be evaluated for them without a tag that stands for it.
/// </summary>
internal enum Copies
{
    /// <summary>Copies are kept.</summary>
    Keep,

    /// <summary>Floors and periods count by the value of <c>lineageTag</c>; a copy without that tag is kept.</summary>
    ByTag,

    /// <summary>Age alone decides.</summary>
    AgeOnly,
}
