namespace SnapshotLambda.Aws;

/// <summary>What STS gives for a session.</summary>
/// <param name="AccessKeyId">The key.</param>
/// <param name="SecretAccessKey">Its secret.</param>
/// <param name="SessionToken">The session's token.</param>
/// <param name="Expiration">From when on AWS refuses them.</param>
internal sealed record TemporaryCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration);
