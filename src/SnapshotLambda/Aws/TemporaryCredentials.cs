namespace SnapshotLambda.Aws;

/// <summary>The credentials of a role's session.</summary>
/// <param name="Expiration">The instant from which AWS refuses them.</param>
internal sealed record TemporaryCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration);
