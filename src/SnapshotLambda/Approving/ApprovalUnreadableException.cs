namespace SnapshotLambda.Approving;

/// <summary>The ids that people approved could not be read, so that nothing of the run may be deleted.</summary>
internal sealed class ApprovalUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
