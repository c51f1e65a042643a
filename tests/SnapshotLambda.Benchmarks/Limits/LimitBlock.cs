namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>Limits whose results stand together in the README, between markers with this name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Limits">The limits, in their order.</param>
internal sealed record LimitBlock(string Name, IReadOnlyList<ILimit> Limits)
{
    /// <summary>Those that are asked for, by their own name or the block's; all where nothing is named.</summary>
    public IReadOnlyList<ILimit> Of(IReadOnlyList<string> names) =>
        names.Count == 0 || names.Contains(Name) ? Limits : [.. Limits.Where(limit => names.Contains(limit.Name))];
}
