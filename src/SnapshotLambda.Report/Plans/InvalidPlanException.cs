namespace SnapshotLambda.Report.Plans;

/// <summary>A file is no plan, or none that this version reads. The message says what is wrong, what is valid, and what to do.</summary>
internal sealed class InvalidPlanException(string message, Exception? inner = null) : Exception(message, inner);
