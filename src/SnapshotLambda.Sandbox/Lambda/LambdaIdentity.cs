namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>What Lambda tells a function about itself.</summary>
/// <param name="AccountId">The account it runs in.</param>
/// <param name="Region">The region it runs in.</param>
internal sealed record LambdaIdentity(string AccountId, string Region)
{
    /// <summary>The function's name.</summary>
    public const string FunctionName = "snapshot-lambda";

    /// <summary>The version that is invoked.</summary>
    public const string Version = "$LATEST";

    /// <summary>Its memory in MB, as in template.yaml.</summary>
    public const int MemorySize = 512;

    /// <summary>The function's ARN.</summary>
    public string Arn => $"arn:aws:lambda:{Region}:{AccountId}:function:{FunctionName}";
}
