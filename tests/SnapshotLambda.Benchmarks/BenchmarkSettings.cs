namespace SnapshotLambda.Benchmarks;

/// <summary>What a run of the benchmarks is asked to measure.</summary>
/// <param name="Only">Names of limits or of blocks; empty for all.</param>
/// <param name="Runs">How often each thing is measured.</param>
/// <param name="IsQuick">Small sizes and short times.</param>
/// <param name="IsLong">Deletions for 300 seconds in place of 60.</param>
/// <param name="Before">A checkout of an earlier version, or the folder that it was published into, to be measured beside this one where
/// that says something; null for none.</param>
/// <param name="Function">A build of the function whose limits are measured in place of the managed one's; null for that.</param>
internal sealed record BenchmarkSettings(IReadOnlyList<string> Only, int Runs, bool IsQuick, bool IsLong, string? Before, string? Function)
{
    /// <summary>Whether its results may stand in the README.</summary>
    public bool IsForReadme => !IsQuick && Function is null;
}
