namespace SnapshotLambda.Aws;

/// <summary>One page of a listing.</summary>
/// <param name="Items">What is on it; perhaps nothing.</param>
/// <param name="NextToken">Names the next page; null or empty on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);
