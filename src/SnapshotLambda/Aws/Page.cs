namespace SnapshotLambda.Aws;

/// <summary>One page of a listing.</summary>
/// <param name="Items">Its items; possibly none.</param>
/// <param name="NextToken">The token of the next page; null or empty on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);
