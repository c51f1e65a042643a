using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Execution;

/// <summary>What became of a plan's candidates.</summary>
/// <param name="Outcomes">One for each candidate that the plan holds.</param>
/// <param name="NotHeld">The counts of the others.</param>
/// <param name="Stop">Why the execution ended early; null if it did not.</param>
internal readonly record struct ExecutionResult(IReadOnlyList<SnapshotOutcome> Outcomes, NotHeld NotHeld, EarlyStop? Stop);
