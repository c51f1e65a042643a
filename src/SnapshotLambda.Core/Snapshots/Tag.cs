namespace SnapshotLambda.Core.Snapshots;

/// <summary>A tag of an AWS resource.</summary>
/// <param name="Key">Its key, at most 128 characters.</param>
/// <param name="Value">Its value, at most 256 characters, often empty.</param>
internal readonly record struct Tag(string Key, string Value);
