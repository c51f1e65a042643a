namespace SnapshotLambda.Report.Results;

/// <summary>A file is no result of a run. The message says what is wrong, and what to do.</summary>
internal sealed class InvalidResultException(string message, Exception? inner = null) : Exception(message, inner);
