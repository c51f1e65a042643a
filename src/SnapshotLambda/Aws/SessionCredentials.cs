using Amazon.Runtime;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// Credentials of a role's session, renewed before they expire: by the same request, so under the same policy and the same
/// cutoff. One renewal at a time; while the old ones live they serve, also where a renewal fails. The SDK's own kind goes
/// by the wall clock alone, and throws whatever it meets; from here come <see cref="AwsCallException"/>s.
/// </summary>
internal sealed class SessionCredentials : AWSCredentials
{
    /// <summary>How long before they expire credentials are renewed.</summary>
    public static readonly TimeSpan RenewedBefore = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly ISts _sts;
    private readonly RoleSessionRequest _role;
    private readonly TimeProvider _time;
    private readonly CancellationToken _lifetime;
    private readonly Lock _gate = new();
    private TemporaryCredentials _current;
    private DateTimeOffset _renewedFrom;
    private Task<AwsError?>? _renewal;

    private SessionCredentials(ISts sts, RoleSessionRequest role, TemporaryCredentials first, TimeProvider time, CancellationToken lifetime) =>
        (_sts, _role, _current, _renewedFrom, _time, _lifetime) = (sts, role, first, first.Expiration - RenewedBefore, time, lifetime);

    /// <summary>Assumes the role.</summary>
    /// <param name="sts">STS with the credentials that may assume it; it has to live as long as the session.</param>
    /// <param name="role">The session to ask for, now and at each renewal.</param>
    /// <param name="time">The clock.</param>
    /// <param name="lifetime">Ends renewals.</param>
    /// <exception cref="AwsCallException">It cannot be assumed.</exception>
    public static async Task<SessionCredentials> AssumeAsync(ISts sts, RoleSessionRequest role, TimeProvider time, CancellationToken lifetime) =>
        new(sts, role, await sts.AssumeRoleAsync(role, lifetime), time, lifetime);

    /// <summary>Those that are in hand, expired or not: the SDK asks so only when it makes a client.</summary>
    public override ImmutableCredentials GetCredentials()
    {
        lock (_gate) return Immutable(_current);
    }

    /// <inheritdoc/>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        Task<AwsError?> renewal;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var isDead = now >= _current.Expiration;
            if (isDead || now >= _renewedFrom) _renewal ??= RenewAsync();
            if (!isDead) return Immutable(_current);
            renewal = _renewal!;
        }

        if (await renewal is { } error) throw new AwsCallException(error);
        return GetCredentials();
    }

    /// <summary>Renews them; what went wrong, or null. Never throws: nobody may be waiting.</summary>
    private async Task<AwsError?> RenewAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        TemporaryCredentials? renewed = null;
        AwsError? error = null;
        try
        {
            renewed = await _sts.AssumeRoleAsync(_role, _lifetime);
        }
        catch (AwsCallException exception)
        {
            error = Meaning(exception.Error);
        }
        catch (Exception exception)
        {
            error = new AwsError(ErrorClass.Transient, FaultCode.Timeout, $"{_role.RoleArn} was not assumed again: {exception.Message}", null, 0) { IsUnsent = true };
        }

        lock (_gate)
        {
            _current = renewed ?? _current;
            _renewedFrom = renewed is null ? _time.GetUtcNow() + PauseAfterFailure : renewed.Expiration - RenewedBefore;
            _renewal = null;
        }

        return error;
    }

    // What STS denies here is not what EC2 was asked, so no snapshot's own matter: every call would meet it.
    private AwsError Meaning(AwsError error) => error with
    {
        Class = Backoff.Helps(error.Class) ? error.Class : ErrorClass.Systemic,
        Message = $"{_role.RoleArn} could not be assumed again: {error.Message}",
        IsUnsent = true,
    };

    private static ImmutableCredentials Immutable(TemporaryCredentials role) => new(role.AccessKeyId, role.SecretAccessKey, role.SessionToken);
}
