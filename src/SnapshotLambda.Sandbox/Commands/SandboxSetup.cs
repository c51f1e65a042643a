using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The world and options of an embedded sandbox.</summary>
internal sealed record SandboxSetup(World World, SandboxOptions Options)
{
    /// <summary>The default region of the function.</summary>
    public const string DefaultRegion = "us-east-1";

    /// <summary>The account of the function, and of unknown credentials.</summary>
    public string HomeAccount => World.Accounts[0].Id;

    /// <summary>The region of the function: us-east-1 if the first account has it, or else the account's first.</summary>
    public string HomeRegion =>
        World.Accounts[0].Regions.Any(region => region.Name == DefaultRegion) ? DefaultRegion
        : World.Accounts[0].Regions.FirstOrDefault()?.Name ?? DefaultRegion;

    /// <summary>Starts the sandbox.</summary>
    public Task<SandboxServer> StartAsync(CancellationToken cancellation) => SandboxServer.StartAsync(World, Options, cancellation);
}
