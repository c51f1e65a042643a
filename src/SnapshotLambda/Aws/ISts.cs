namespace SnapshotLambda.Aws;

/// <summary>The part of STS that this function uses. Throws <see cref="AwsCallException"/> and nothing else, but for cancellation.</summary>
internal interface ISts : IDisposable
{
    /// <summary>Who the credentials belong to.</summary>
    Task<CallerIdentity> GetCallerAsync(CancellationToken cancellationToken);

    /// <summary>Credentials of a session of a role.</summary>
    Task<TemporaryCredentials> AssumeRoleAsync(RoleSessionRequest role, CancellationToken cancellationToken);
}
