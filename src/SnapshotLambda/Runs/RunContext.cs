using SnapshotLambda.Access;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Pacing;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Runs;

/// <summary>What all accounts and regions of one run share.</summary>
/// <param name="Access">What sessions in the accounts are opened with.</param>
/// <param name="Settings">What the run was told.</param>
/// <param name="Deadline">When it has to end.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Spreads repeated calls.</param>
internal sealed record RunContext(AccessContext Access, RunSettings Settings, Deadline Deadline, TimeProvider Time, Random Random)
{
    /// <summary>How many snapshots the regions hold in memory at once.</summary>
    public MemoryBudget Budget { get; init; } = MemoryBudget.OfMemory();

    /// <summary>Plans. A test puts a planner here that has lost its mind, to see what the fence is worth.</summary>
    public PlanRegion Plan { get; init; } = Planner.Plan;
}
