namespace SnapshotLambda.Runs;

/// <summary>The turn for a call would come after the deadline.</summary>
internal sealed class LateException() : Exception("The time limit is too near for another call.");
