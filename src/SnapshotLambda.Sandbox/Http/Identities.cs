using System.Collections.Concurrent;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>Maps credentials to their owners, and issues those of sessions.</summary>
internal sealed class Identities(WorldStore store, Tokens tokens, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>
    /// The caller of a request. A key that starts with <c>ASIA</c> must be a session's, with its token; one that starts with
    /// <c>AKIASAND</c> names an account. Any other counts as the first account's, so that a client's existing credentials work.
    /// </summary>
    /// <exception cref="ApiError">The credentials are unknown or expired; the error is the service's own.</exception>
    public Principal Identify(WireRequest request, IApi api)
    {
        if (request.Scope is not { } scope)
            throw request.IsSigned ? api.UnknownCredentials() : api.Unsigned();
        if (scope.AccessKeyId.StartsWith("ASIA", StringComparison.Ordinal))
            return OfSession(scope, request.SessionToken, api);
        var world = store.Current;
        var accountId = IssuedCredentials.AccountOf(scope.AccessKeyId) ?? world.Accounts[0].Id;
        return world.Account(accountId) is null
            ? throw api.UnknownCredentials()
            : new()
            {
                AccountId = accountId,
                Arn = Arns.User(scope.Region, accountId),
                UserId = scope.AccessKeyId,
                Permissions = Permissions.Everything,
            };
    }

    /// <summary>Starts a session of a role without any check.</summary>
    public Session Issue(string accountId, Role role, string sessionName, IamPolicy? policy, TimeSpan duration)
    {
        var expiration = time.GetUtcNow() + duration;
        var session = new Session(
            accountId, role, sessionName, policy, new(tokens.TemporaryKeyId(), tokens.Opaque(), tokens.Opaque(), expiration));
        _sessions[session.Credentials.AccessKeyId] = session;
        return session;
    }

    private Principal OfSession(CredentialScope scope, string? token, IApi api)
    {
        if (!_sessions.TryGetValue(scope.AccessKeyId, out var session) || session.Credentials.SessionToken != token)
            throw api.UnknownCredentials();
        return time.GetUtcNow() >= session.Credentials.Expiration ? throw api.ExpiredCredentials() : session.Principal(scope.Region);
    }
}
