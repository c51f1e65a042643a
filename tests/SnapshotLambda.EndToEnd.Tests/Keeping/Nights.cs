using System.Text;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Crashes;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>
/// The built function in a process of its own, which deletes through a role, as it is deployed. It is given one night after the other, each
/// with a fleet of its own.
/// </summary>
public sealed class Nights : IAsyncLifetime, IAsyncDisposable
{
    private const string Account = "111122223333", RegionName = "us-east-1";

    private static readonly string[] ToTag = ["ec2:CreateTags", "ec2:DeleteTags"];

    private readonly string[] _allowing;
    private readonly string? _function;
    private SandboxServer _sandbox = null!;
    private LiveFunction _live = null!;

    public Nights()
        : this(mayTag: true)
    {
    }

    /// <param name="mayTag">Whether the role may set and remove tags.</param>
    /// <param name="function">The function's assembly or program; null for the one that the tests start.</param>
    internal Nights(bool mayTag, string? function = null)
    {
        _allowing = ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot", .. mayTag ? ToTag : []];
        _function = function;
    }

    /// <summary>Variables of the function beside the role's.</summary>
    internal IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];

    public async Task InitializeAsync()
    {
        var fleet = FleetText.OfAccount(Account).WithRole("delete", trusting: Account, allowing: _allowing).ToString();
        _sandbox = await SandboxServer.StartAsync(Read(fleet), new SandboxOptions { RequestLimits = false });
        _live = await LiveFunction.StartAsync(
            _function ?? TestedFunction.Path,
            Account,
            _sandbox.Url,
            [("SNAPSHOT_LAMBDA_DELETE_ROLE_ARN", $"arn:aws:iam::{Account}:role/delete"), .. Variables]);
    }

    public async Task DisposeAsync()
    {
        await _live.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>Gives it an event, with this inside of a region of a fleet file.</summary>
    internal Task<Night> RunAsync(string region, string payload) =>
        RunAsync(
            Read($$"""{ "accounts": [ { "id": "{{Account}}", "regions": [ { "name": "{{RegionName}}", {{region}} } ] } ] }""").Accounts[0].Regions[0],
            payload);

    /// <summary>Gives it an event, with this region.</summary>
    internal async Task<Night> RunAsync(Region region, string payload)
    {
        _sandbox.Change(Account, RegionName, _ => region);
        var result = await _live.InvokeAsync(payload);
        return new Night(result!, _sandbox.World.Region(Account, RegionName)!);
    }

    private static World Read(string fleet) => FleetReader.Read(Encoding.UTF8.GetBytes(fleet), TimeProvider.System.GetUtcNow());
}
