namespace SnapshotLambda.Core.Results;

/// <summary>One of the snapshots that were, or would be, deleted.</summary>
/// <param name="SnapshotId">Its id.</param>
/// <param name="StartTime">When it was started.</param>
/// <param name="VolumeId">The volume it was taken of; arbitrary for a copy.</param>
/// <param name="SizeGiB">The volume's size in GiB, not what deleting it frees.</param>
/// <param name="FullSizeBytes">What deleting it frees at most, the measure of <see cref="SnapshotCounts.FullSizeBytes"/>: its full size where EC2 says it, else the volume's size.</param>
public sealed record SampledSnapshot(string SnapshotId, DateTimeOffset? StartTime, string? VolumeId, int SizeGiB, long FullSizeBytes);
