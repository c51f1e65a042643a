using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>What an embedded sandbox is started with.</summary>
/// <param name="World">What exists in it.</param>
/// <param name="Options">How it behaves.</param>
internal sealed record SandboxSetup(World World, SandboxOptions Options)
{
    /// <summary>The region of a function whose place nobody chose.</summary>
    public const string DefaultRegion = "us-east-1";

    /// <summary>The account that the function, and whoever has no credentials of the sandbox's, belongs to.</summary>
    public string HomeAccount => World.Accounts[0].Id;

    /// <summary>The region that the function runs in: us-east-1 if the first account has it, else the account's first.</summary>
    public string HomeRegion =>
        World.Accounts[0].Regions.Any(region => region.Name == DefaultRegion) ? DefaultRegion
        : World.Accounts[0].Regions.FirstOrDefault()?.Name ?? DefaultRegion;

    /// <summary>Starts it.</summary>
    public Task<SandboxServer> StartAsync(CancellationToken cancellation) => SandboxServer.StartAsync(World, Options, cancellation);
}
