using System.Collections.Concurrent;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>Knows whose credentials are whose, and issues those of sessions.</summary>
internal sealed class Identities(WorldStore store, Tokens tokens, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Session> sessions = new(StringComparer.Ordinal);

    /// <summary>
    /// Who calls. A key that starts with <c>ASIA</c> must be that of a session, with its token; one that starts with
    /// <c>AKIASAND</c> names an account; any other is taken for the first account's, so that whatever credentials a client is set up with will do.
    /// </summary>
    /// <exception cref="ApiError">The service's own, where the credentials are unknown or expired.</exception>
    public Principal Identify(WireRequest request, IApi api)
    {
        if (request.Scope is not { } scope)
            throw request.IsSigned ? api.UnknownCredentials() : api.Unsigned();
        if (scope.AccessKeyId.StartsWith("ASIA", StringComparison.Ordinal))
            return OfSession(scope, request.SessionToken, api);
        var world = store.Current;
        string accountId = IssuedCredentials.AccountOf(scope.AccessKeyId) ?? world.Accounts[0].Id;
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

    /// <summary>Starts a session of a role; nothing is checked here.</summary>
    public Session Issue(string accountId, Role role, string sessionName, IamPolicy? policy, TimeSpan duration)
    {
        var expiration = time.GetUtcNow() + duration;
        var session = new Session(accountId, role, sessionName, policy, new(tokens.TemporaryKeyId(), tokens.Opaque(), tokens.Opaque(), expiration));
        sessions[session.Credentials.AccessKeyId] = session;
        return session;
    }

    private Principal OfSession(CredentialScope scope, string? token, IApi api)
    {
        if (!sessions.TryGetValue(scope.AccessKeyId, out var session) || session.Credentials.SessionToken != token)
            throw api.UnknownCredentials();
        return time.GetUtcNow() >= session.Credentials.Expiration ? throw api.ExpiredCredentials() : session.Principal(scope.Region);
    }
}
