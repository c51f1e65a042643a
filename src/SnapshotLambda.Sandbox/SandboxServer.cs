using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SnapshotLambda.Sandbox.Ec2;
using SnapshotLambda.Sandbox.Ec2.Actions;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.S3;
using SnapshotLambda.Sandbox.Sts;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox;

/// <summary>
/// EC2, STS and S3 on loopback, over one world. Any AWS client works with it: <see cref="Url"/> as its endpoint, a region, and any credentials,
/// which count as the first account's. <see cref="CredentialsOf"/> names another account.
/// </summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly WorldStore _store;
    private readonly AccessLog _log = new();
    private readonly Identities _identities;
    private readonly Endpoint _endpoint;
    private readonly KestrelServer _kestrel;
    private readonly SocketTransportFactory _sockets;

    private SandboxServer(World world, SandboxOptions options)
    {
        _store = new(world);
        var tokens = new Tokens(options.Seed);
        _identities = new(_store, tokens, options.Time);
        var kestrelOptions = new KestrelServerOptions { AddServerHeader = false };
        kestrelOptions.Limits.MaxRequestBodySize = null;
        kestrelOptions.Listen(IPAddress.Loopback, options.Port);
        _sockets = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _kestrel = new(Options.Create(kestrelOptions), _sockets, NullLoggerFactory.Instance);
        IApi[] apis =
        [
            new Ec2Api(_store, options, Ec2Actions.ByName(options, tokens)),
            new StsApi(_store, _identities),
            new S3Api(_store, options.Time),
        ];
        _endpoint = new(apis, _identities, options, _log, tokens);
    }

    /// <summary>The server's address, as in <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The current world.</summary>
    public World World => _store.Current;

    /// <summary>The calls answered so far, in order.</summary>
    public IReadOnlyList<CallRecord> Calls => _log.Calls;

    /// <summary>The number of calls answered so far.</summary>
    public int CallCount => _log.Count;

    /// <summary>Starts a server over a world.</summary>
    public static async Task<SandboxServer> StartAsync(
        World world, SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new SandboxServer(world, options ?? new());
        await server._kestrel.StartAsync(server._endpoint, cancellationToken);
        server.Url = new(server._kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>The plain credentials of an account, which allow everything in it.</summary>
    public static IssuedCredentials CredentialsOf(string accountId) => IssuedCredentials.OfUser(accountId);

    /// <summary>Credentials for a session of a role, such as Lambda gives a function. The role's trust is not checked.</summary>
    public IssuedCredentials AssumeRole(string accountId, string roleName, string? sessionPolicy = null, TimeSpan? duration = null)
    {
        var role = World.Account(accountId)?.Role(roleName)
            ?? throw new ArgumentException($"{accountId} has no role {roleName}.", nameof(roleName));
        var policy = sessionPolicy is null ? null : IamPolicy.Parse(sessionPolicy);
        return _identities.Issue(accountId, role, "sandbox", policy, duration ?? TimeSpan.FromHours(1)).Credentials;
    }

    /// <summary>Changes a region from outside, as someone else in the account might.</summary>
    public void Change(string accountId, string region, Func<Region, Region> rule) => _store.Change(accountId, region, rule);

    /// <summary>Changes a bucket, as if somebody else had.</summary>
    public void ChangeBucket(string name, Func<Bucket, Bucket> rule) => _store.ChangeBucket(name, rule);

    /// <summary>Stops the server; calls in progress get a second.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _kestrel.StopAsync(patience.Token);
        _kestrel.Dispose();
    }
}
