namespace SnapshotLambda.Sandbox.Iam;

/// <summary>The answer of one policy to one request.</summary>
internal enum PolicyAnswer
{
    /// <summary>Neither allowed nor denied.</summary>
    Silence,

    /// <summary>Allowed.</summary>
    Allow,

    /// <summary>Denied, whatever another policy says.</summary>
    Deny,
}
