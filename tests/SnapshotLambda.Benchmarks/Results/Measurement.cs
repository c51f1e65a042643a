namespace SnapshotLambda.Benchmarks.Results;

/// <summary>What measuring a limit yields.</summary>
/// <param name="Findings">A row for each thing with a bar.</param>
/// <param name="Details">Everything else that was seen, in Markdown; null where the rows say it all.</param>
internal sealed record Measurement(IReadOnlyList<Finding> Findings, string? Details = null);
