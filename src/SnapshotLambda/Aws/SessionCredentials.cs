using Amazon.Runtime;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// Credentials of a role's session, renewed before they expire. A renewal repeats the same request, so the session policy and its cutoff
/// stay. One renewal runs at a time; the old credentials serve while they last, also if a renewal fails. The SDK's own class uses the wall
/// clock and throws any exception; this one throws <see cref="AwsCallException"/>s.
/// </summary>
internal sealed class SessionCredentials : AWSCredentials
{
    /// <summary>The time before expiry at which credentials are renewed.</summary>
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

    private SessionCredentials(
        ISts sts, RoleSessionRequest role, TemporaryCredentials first, TimeProvider time, CancellationToken lifetime) =>
        (_sts, _role, _current, _renewedFrom, _time, _lifetime) = (sts, role, first, first.Expiration - RenewedBefore, time, lifetime);

    /// <summary>Assumes the role.</summary>
    /// <param name="sts">STS with credentials that may assume the role; it must live as long as the session.</param>
    /// <param name="role">The request, repeated at each renewal.</param>
    /// <param name="lifetime">Ends the renewals.</param>
    /// <exception cref="AwsCallException">The role cannot be assumed.</exception>
    public static async Task<SessionCredentials> AssumeAsync(
        ISts sts, RoleSessionRequest role, TimeProvider time, CancellationToken lifetime) =>
        new(sts, role, await sts.AssumeRoleAsync(role, lifetime), time, lifetime);

    /// <summary>The current credentials, expired or not: the SDK calls this only to create a client.</summary>
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

    /// <summary>Renews the credentials, and returns the error or null. Never throws: nobody may be waiting.</summary>
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
            var message = $"{_role.RoleArn} was not assumed again: {exception.Message}";
            error = new AwsError(ErrorClass.Transient, FaultCode.Timeout, message, null, 0) { IsUnsent = true };
        }

        lock (_gate)
        {
            _current = renewed ?? _current;
            _renewedFrom = renewed is null ? _time.GetUtcNow() + PauseAfterFailure : renewed.Expiration - RenewedBefore;
            _renewal = null;
        }

        return error;
    }

    // A denial by STS concerns no single snapshot: every call to EC2 would meet it.
    private AwsError Meaning(AwsError error) => error with
    {
        Class = Backoff.Helps(error.Class) ? error.Class : ErrorClass.Systemic,
        Message = $"{_role.RoleArn} could not be assumed again: {error.Message}",
        IsUnsent = true,
    };

    private static ImmutableCredentials Immutable(TemporaryCredentials role) =>
        new(role.AccessKeyId, role.SecretAccessKey, role.SessionToken);
}
