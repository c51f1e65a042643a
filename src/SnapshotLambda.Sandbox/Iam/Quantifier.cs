namespace SnapshotLambda.Sandbox.Iam;

/// <summary>How a condition treats a key that has several values.</summary>
internal enum Quantifier
{
    /// <summary>The key has one value.</summary>
    One,

    /// <summary>At least one value must satisfy the comparison; a missing key does not.</summary>
    ForAnyValue,

    /// <summary>Every value must; a missing key does.</summary>
    ForAllValues,
}
