namespace SnapshotLambda.Sandbox.Iam;

/// <summary>The treatment of a key with several values.</summary>
internal enum Quantifier
{
    /// <summary>The key has one value.</summary>
    One,

    /// <summary>At least one value must satisfy the comparison; a missing key does not.</summary>
    ForAnyValue,

    /// <summary>Every value must satisfy the comparison; a missing key does.</summary>
    ForAllValues,
}
