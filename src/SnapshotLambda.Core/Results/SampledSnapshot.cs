namespace SnapshotLambda.Core.Results;

/// <summary>A snapshot that was deleted, or would be.</summary>
/// <param name="SnapshotId">Its id.</param>
/// <param name="StartTime">When it was started.</param>
/// <param name="VolumeId">The volume it was taken of; arbitrary for a copy.</param>
/// <param name="SizeGiB">The volume's size in GiB, not what deleting it frees.</param>
/// <param name="FullSizeBytes">Bytes that its deletion frees at most: its full size where EC2 says it, else the volume's size
/// (<see cref="SnapshotCounts.FullSizeBytes"/>).</param>
public sealed record SampledSnapshot(string SnapshotId, DateTimeOffset? StartTime, string? VolumeId, int SizeGiB, long FullSizeBytes);
