using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Runs;

/// <summary>Plans a region, as <see cref="Planner.Plan"/> does.</summary>
/// <param name="inventory">The complete inventory of the region.</param>
/// <param name="inputs">The settings that decide, and the instant that ages are reckoned from.</param>
/// <param name="now">The instant of the plan.</param>
/// <param name="cancellationToken">Ends it.</param>
internal delegate Plan PlanRegion(Inventory inventory, PlanInputs inputs, DateTimeOffset now, CancellationToken cancellationToken);
