namespace SnapshotLambda.Benchmarks.Results;

/// <summary>A row of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Bar">What is to be reached.</param>
/// <param name="Measured">What was reached.</param>
/// <param name="IsKept">Whether that is enough; null where it could not be measured.</param>
internal sealed record Finding(string What, string Bar, string Measured, bool? IsKept);
