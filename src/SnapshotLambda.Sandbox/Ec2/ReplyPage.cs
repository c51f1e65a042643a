namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>A page of a list.</summary>
/// <param name="Items">Its items; an empty page need not be the last.</param>
/// <param name="NextToken">The token of the next page; null on the last.</param>
internal sealed record ReplyPage<T>(IReadOnlyList<T> Items, string? NextToken);
