namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>The function's identity, as Lambda tells it.</summary>
internal sealed record LambdaIdentity(string AccountId, string Region)
{
    /// <summary>The function's name.</summary>
    public const string FunctionName = "snapshot-lambda";

    /// <summary>The invoked version.</summary>
    public const string Version = "$LATEST";

    /// <summary>The function's memory in MB, as in template.yaml.</summary>
    public const int MemorySize = 512;

    /// <summary>The function's ARN.</summary>
    public string Arn => $"arn:aws:lambda:{Region}:{AccountId}:function:{FunctionName}";
}
