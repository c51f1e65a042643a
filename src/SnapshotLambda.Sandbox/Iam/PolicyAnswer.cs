namespace SnapshotLambda.Sandbox.Iam;

/// <summary>What one policy says of one request.</summary>
internal enum PolicyAnswer
{
    /// <summary>Nothing.</summary>
    Silence,

    /// <summary>It may be done.</summary>
    Allow,

    /// <summary>It may not, whatever another policy says.</summary>
    Deny,
}
