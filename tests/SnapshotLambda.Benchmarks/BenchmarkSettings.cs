namespace SnapshotLambda.Benchmarks;

/// <summary>What a run of the benchmarks is asked to measure.</summary>
/// <param name="Only">Names of limits; empty for all.</param>
/// <param name="Runs">How often each thing is measured.</param>
/// <param name="IsQuick">Small sizes and short times.</param>
/// <param name="IsLong">Deletions for 300 seconds in place of 60.</param>
/// <param name="Before">A checkout of an earlier version, to be measured beside this one where that says something; null for none.</param>
internal sealed record BenchmarkSettings(IReadOnlyList<string> Only, int Runs, bool IsQuick, bool IsLong, string? Before)
{
    /// <summary>Whether its results may stand in the README.</summary>
    public bool IsWhole => Only.Count == 0 && !IsQuick;
}
