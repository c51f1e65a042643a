using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Planning;

/// <summary>Decides. The plan depends on its arguments alone, and not on the order in which snapshots were listed.</summary>
internal static class Planner
{
    /// <summary>One decision for each snapshot of the inventory.</summary>
    /// <param name="inventory">The complete inventory of the region.</param>
    /// <param name="inputs">The settings that decide, and the instant that ages are reckoned from.</param>
    /// <param name="now">The instant of the plan: a run that was scheduled long before it still gives new marks all of their grace.</param>
    /// <param name="cancellationToken">Ends it between two snapshots: some tag filters take a while for a large region.</param>
    /// <exception cref="OperationCanceledException">The planning was ended. There is no part of a plan.</exception>
    public static Plan Plan(Inventory inventory, PlanInputs inputs, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        new RegionPlanning(inventory, inputs, cancellationToken).PlanAt(now);
}
