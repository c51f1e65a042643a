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
using SnapshotLambda.Sandbox.Sts;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox;

/// <summary>
/// EC2 and STS on loopback, over one world. Any AWS client works with it: <see cref="Url"/> as its endpoint, a region, and
/// any credentials, which are taken for the first account's; <see cref="CredentialsOf"/> names another account.
/// </summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    private readonly WorldStore store;
    private readonly AccessLog log = new();
    private readonly Identities identities;
    private readonly Endpoint endpoint;
    private readonly KestrelServer kestrel;
    private readonly SocketTransportFactory sockets;

    private SandboxServer(World world, SandboxOptions options)
    {
        store = new(world);
        var tokens = new Tokens(options.Seed);
        identities = new(store, tokens, options.Time);
        var kestrelOptions = new KestrelServerOptions { AddServerHeader = false };
        kestrelOptions.Listen(IPAddress.Loopback, options.Port);
        sockets = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        kestrel = new(Options.Create(kestrelOptions), sockets, NullLoggerFactory.Instance);
        endpoint = new([new Ec2Api(store, options, Ec2Actions.ByName(options, tokens)), new StsApi(store, identities)], identities, options, log, tokens);
    }

    /// <summary>Where it listens, as in <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The world as it is now.</summary>
    public World World => store.Current;

    /// <summary>The calls that were answered so far, in order.</summary>
    public IReadOnlyList<CallRecord> Calls => log.Calls;

    /// <summary>How many calls were answered so far.</summary>
    public int CallCount => log.Count;

    /// <summary>Starts a server over a world.</summary>
    public static async Task<SandboxServer> StartAsync(World world, SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new SandboxServer(world, options ?? new());
        await server.kestrel.StartAsync(server.endpoint, cancellationToken);
        server.Url = new(server.kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>The plain credentials of an account: they are allowed everything in it.</summary>
    public static IssuedCredentials CredentialsOf(string accountId) => IssuedCredentials.OfUser(accountId);

    /// <summary>Credentials of a session of a role, whoever the role trusts: such as Lambda gives a function.</summary>
    public IssuedCredentials AssumeRole(string accountId, string roleName, string? sessionPolicy = null, TimeSpan? duration = null)
    {
        var role = World.Account(accountId)?.Role(roleName) ?? throw new ArgumentException($"{accountId} has no role {roleName}.", nameof(roleName));
        var policy = sessionPolicy is null ? null : IamPolicy.Parse(sessionPolicy);
        return identities.Issue(accountId, role, "sandbox", policy, duration ?? TimeSpan.FromHours(1)).Credentials;
    }

    /// <summary>Changes a region behind everyone's back, as someone else in the account might.</summary>
    public void Change(string accountId, string region, Func<Region, Region> rule) => store.Change(accountId, region, rule);

    /// <summary>Stops listening; calls in progress are given a second.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await kestrel.StopAsync(patience.Token);
        kestrel.Dispose();
    }
}
