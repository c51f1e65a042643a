namespace SnapshotLambda.Core.Guards;

/// <summary>The part of the fence by which AWS holds a reason to keep a snapshot.</summary>
internal enum FenceTerm
{
    /// <summary>None: IAM's conditions cannot express it, so this tool alone holds it.</summary>
    None,

    /// <summary>The cutoff, by <c>ec2:SnapshotTime</c>.</summary>
    Cutoff,

    /// <summary>
    /// Tags, by <c>aws:ResourceTag</c>, as far as IAM can express them; <c>fenceOmits</c> lists the rest. IAM compares included keys
    /// without case, and unusual spellings of <c>DoNotDelete</c> are not in the policy.
    /// </summary>
    Tags,
}
