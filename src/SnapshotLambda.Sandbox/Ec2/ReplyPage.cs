namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it; it may be empty and not be the last.</param>
/// <param name="NextToken">What asks for the next one; null: this is the last.</param>
internal sealed record ReplyPage<T>(IReadOnlyList<T> Items, string? NextToken);
