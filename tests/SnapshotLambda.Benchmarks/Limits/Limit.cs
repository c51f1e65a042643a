namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>The limits that can be measured; those that are proved are tests.</summary>
internal static class Limit
{
    /// <summary>The blocks of the README, each written by a run that measures all of it.</summary>
    public static IReadOnlyList<LimitBlock> Blocks { get; } =
    [
        new("speed", [new StartLimit(), new ProcessLimit(), new WarmLimit(), new DeletionsLimit()]),

        // The planner comes last: it leaves a large heap behind in this process.
        new("limits", [
            new MemoryLimit(), new ThroughputLimit(), new RegionsLimit(), new TwoStacksLimit(), new FaultsLimit(), new ProcessBoundsLimit(),
            new RetentionLimit(), new ReportsLimit(), new PageLimit(), new PlannerLimit(),
        ]),
    ];

    /// <summary>What <c>--only</c> takes: a limit, or a block.</summary>
    public static IEnumerable<string> Names => Blocks.SelectMany(block => block.Limits.Select(limit => limit.Name).Append(block.Name));
}
