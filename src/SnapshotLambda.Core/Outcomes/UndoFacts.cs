namespace SnapshotLambda.Core.Outcomes;

/// <summary>What is known of taking a region's deletions back.</summary>
/// <param name="State">Whether they can be.</param>
/// <param name="Snapshots">The number of deletions that it is about. What failed to be created is not among them: nothing of it can be
/// restored.</param>
/// <param name="Until">Until when at the least, as far as the bin shows; null if it does not.</param>
internal readonly record struct UndoFacts(UndoState State, int Snapshots, DateTimeOffset? Until = null);
