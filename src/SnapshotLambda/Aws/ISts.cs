namespace SnapshotLambda.Aws;

/// <summary>The part of STS that this function uses. Throws only <see cref="AwsCallException"/>, and exceptions of cancellation.</summary>
internal interface ISts : IDisposable
{
    /// <summary>The identity behind the credentials.</summary>
    Task<CallerIdentity> GetCallerAsync(CancellationToken cancellationToken);

    /// <summary>Credentials for a session of a role.</summary>
    Task<TemporaryCredentials> AssumeRoleAsync(RoleSessionRequest role, CancellationToken cancellationToken);
}
