using SnapshotLambda.Access;
using SnapshotLambda.Approving;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Runs;

/// <summary>The context that all accounts and regions of one run share.</summary>
/// <param name="Access">The means of opening sessions in the accounts.</param>
/// <param name="Settings">The settings of the run.</param>
/// <param name="Deadline">The instant when the run has to end.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Spreads repeated calls.</param>
internal sealed record RunContext(AccessContext Access, RunSettings Settings, Deadline Deadline, TimeProvider Time, Random Random)
{
    /// <summary>The bound on snapshots that the regions hold in memory at once.</summary>
    public MemoryBudget Budget { get; init; } = MemoryBudget.OfMemory();

    /// <summary>The planner. A test puts a broken one here, to see that the fence holds.</summary>
    public PlanRegion Plan { get; init; } = Planner.Plan;

    /// <summary>Takes what the run means to do and did.</summary>
    public required RunReports Reports { get; init; }

    /// <summary>The earlier run whose plans were approved; null for none.</summary>
    public ApprovedRun? Approved { get; init; }

    /// <summary>The tag of what this run puts into the Recycle Bin.</summary>
    public required Tag RunTag { get; init; }

    /// <summary>Makes the results of one account's region.</summary>
    public RegionResultBuilder ResultOf(TargetAccount account, string region) =>
        new(account.Id, region, Settings.DryRun, [.. Settings.Safeguards.SkipGuards.Order(StringComparer.Ordinal)]);
}
