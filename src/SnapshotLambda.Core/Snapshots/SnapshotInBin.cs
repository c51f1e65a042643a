namespace SnapshotLambda.Core.Snapshots;

/// <summary>A snapshot in the Recycle Bin, as EC2 lists it: without tags and size.</summary>
/// <param name="Id">The snapshot's id.</param>
/// <param name="EnteredAt">When it was deleted.</param>
/// <param name="ExitsAt">When it is gone for good; null if EC2 does not say.</param>
internal sealed record SnapshotInBin(string Id, DateTimeOffset EnteredAt, DateTimeOffset? ExitsAt);
