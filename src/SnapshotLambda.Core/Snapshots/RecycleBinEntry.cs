namespace SnapshotLambda.Core.Snapshots;

/// <summary>A snapshot in the Recycle Bin.</summary>
/// <param name="Id">The snapshot's id.</param>
/// <param name="EnteredAt">When it was deleted; null if EC2 does not say it.</param>
/// <param name="LeavesAt">When it is gone for good; null if EC2 does not say it.</param>
internal sealed record RecycleBinEntry(string Id, DateTimeOffset? EnteredAt, DateTimeOffset? LeavesAt);
