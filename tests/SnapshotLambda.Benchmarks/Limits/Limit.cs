namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>The limits that can be measured; those that are proved are tests.</summary>
internal static class Limit
{
    /// <summary>All of them. The planner comes last: it leaves a large heap behind in this process.</summary>
    public static IReadOnlyList<ILimit> All { get; } =
        [new StartLimit(), new ProcessLimit(), new MemoryLimit(), new ThroughputLimit(), new RegionsLimit(), new TwoStacksLimit(), new FaultsLimit(), new ProcessBoundsLimit(), new PlannerLimit()];
}
