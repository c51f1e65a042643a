namespace SnapshotLambda.Core.Guards;

/// <summary>What the fence tells AWS of a reason to keep a snapshot.</summary>
internal enum FenceTerm
{
    /// <summary>Nothing: IAM's conditions do not know it, so this tool alone holds it.</summary>
    None,

    /// <summary>The cutoff, by <c>ec2:SnapshotTime</c>.</summary>
    Cutoff,

    /// <summary>Tags, by <c>aws:ResourceTag</c>, as far as IAM can say them; what it cannot is in <c>fenceOmits</c>. Included keys compare without case there, and spellings of <c>DoNotDelete</c> that are not usual are not told.</summary>
    Tags,
}
