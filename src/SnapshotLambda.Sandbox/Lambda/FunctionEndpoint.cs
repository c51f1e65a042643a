namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>Where the function finds EC2 and STS, and as whom it asks.</summary>
/// <param name="Url">The endpoint of both.</param>
/// <param name="AccessKeyId">The access key's id, which tells the sandbox the account.</param>
/// <param name="SecretAccessKey">The access key's secret; the sandbox takes any.</param>
internal sealed record FunctionEndpoint(string Url, string AccessKeyId, string SecretAccessKey);
