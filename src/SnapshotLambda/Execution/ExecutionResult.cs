using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Execution;

/// <summary>The outcomes of a plan's candidates.</summary>
/// <param name="Outcomes">One for each candidate that the plan holds.</param>
/// <param name="NotHeld">The counts of the others.</param>
/// <param name="Stop">The cause of an early end; null if there was none.</param>
/// <param name="Undo">What is known of taking the deletions back.</param>
internal readonly record struct ExecutionResult(
    IReadOnlyList<SnapshotOutcome> Outcomes, NotHeld NotHeld, EarlyStop? Stop, UndoFacts Undo);
