namespace SnapshotLambda.Sandbox.Iam;

/// <summary>
/// The condition operators that the sandbox evaluates. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
/// </summary>
internal enum Comparison
{
    /// <summary>Equal.</summary>
    StringEquals,

    /// <summary>Not equal.</summary>
    StringNotEquals,

    /// <summary>Equal without case.</summary>
    StringEqualsIgnoreCase,

    /// <summary>Not equal without case.</summary>
    StringNotEqualsIgnoreCase,

    /// <summary>Matches a pattern.</summary>
    StringLike,

    /// <summary>Matches no pattern.</summary>
    StringNotLike,

    /// <summary>The same instant.</summary>
    DateEquals,

    /// <summary>Another instant.</summary>
    DateNotEquals,

    /// <summary>Before.</summary>
    DateLessThan,

    /// <summary>Not after.</summary>
    DateLessThanEquals,

    /// <summary>After.</summary>
    DateGreaterThan,

    /// <summary>Not before.</summary>
    DateGreaterThanEquals,

    /// <summary>The same truth value.</summary>
    Bool,

    /// <summary>The key is missing.</summary>
    Null,
}
