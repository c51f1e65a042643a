using SnapshotLambda.Aws;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Pacing;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Runs;

/// <summary>What all accounts and regions of one run share.</summary>
/// <param name="Clients">Makes clients of AWS.</param>
/// <param name="Settings">What the run was told.</param>
/// <param name="Deadline">When it has to end.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Spreads repeated calls.</param>
internal sealed record RunContext(IAwsClients Clients, RunSettings Settings, Deadline Deadline, TimeProvider Time, Random Random)
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The region that the function itself runs in: where STS and lists of regions are asked.</summary>
    public required string HomeRegion { get; init; }

    /// <summary>Who the function is.</summary>
    public required CallerIdentity Caller { get; init; }

    /// <summary>How many snapshots the regions hold in memory at once.</summary>
    public MemoryBudget Budget { get; init; } = MemoryBudget.OfMemory();

    /// <summary>Plans. A test puts a planner here that has lost its mind, to see what the fence is worth.</summary>
    public Func<Inventory, Policy, DateTimeOffset, DateTimeOffset, CancellationToken, Plan> Plan { get; init; } = Planner.Plan;
}
