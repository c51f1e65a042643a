using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Access;

/// <summary>A region could not be read completely, and so is not planned at all.</summary>
internal sealed class RegionNotReadableException(RegionStatus status, string reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The status of the region.</summary>
    public RegionStatus Status { get; } = status;

    /// <summary>The reason, in one word.</summary>
    public string Reason { get; } = reason;

    /// <summary>A guard could not be read: the region is refused, until it can be or is named in <c>skipGuards</c>.</summary>
    public static RegionNotReadableException Of(Guard guard, AwsCallException exception) =>
        new(
            RegionStatus.Refused,
            StopReason.GuardUnreadable,
            $"The guard {guard.Name} could not be read ({exception.Message}): {WayOut(exception.Error, guard.Permissions)}, "
                + $"or name \"{guard.Name}\" in skipGuards.",
            exception);

    /// <summary>The volumes could not be listed, and the floor needs them: the region is refused.</summary>
    public static RegionNotReadableException OfVolumes(AwsCallException exception) =>
        new(
            RegionStatus.Refused,
            StopReason.VolumesUnreadable,
            $"The volumes could not be listed ({exception.Message}), so the newest snapshots of each cannot be told: "
                + $"{WayOut(exception.Error, ["ec2:DescribeVolumes"])}, or set keepLatestPerVolume to 0.",
            exception);

    /// <summary>The Recycle Bin's volumes could not be listed, though no policy denies it: the region is refused.</summary>
    public static RegionNotReadableException OfBinnedVolumes(AwsCallException exception) =>
        new(
            RegionStatus.Refused,
            StopReason.VolumesUnreadable,
            $"The volumes in the Recycle Bin could not be listed ({exception.Message}), so it cannot be told which are gone for good: "
                + $"{WayOut(exception.Error, ["ec2:ListVolumesInRecycleBin"])}, or set deletedVolumes to keepLatest and "
                + "deregisteredImages to keep.",
            exception);

    /// <summary>
    /// One exception for all reads that failed by themselves, under the reason of the first; reads that were merely cancelled do not count.
    /// Null where none failed, or one for another cause.
    /// </summary>
    public static RegionNotReadableException? OfAll(IEnumerable<Task> reads)
    {
        var failures = reads.Where(read => read.IsFaulted).Select(read => read.Exception!.InnerException).ToList();
        return failures.TrueForAll(failure => failure is RegionNotReadableException)
            ? OfAll([.. failures.OfType<RegionNotReadableException>()])
            : null;
    }

    /// <summary>One exception for all of these; null for none.</summary>
    public static RegionNotReadableException? OfAll(IReadOnlyList<RegionNotReadableException> failures) => failures switch
    {
        [] => null,
        [var only] => only,
        [var first, ..] => new(first.Status, first.Reason, string.Join(' ', failures.Select(failure => failure.Message)), first),
    };

    // What to do before giving a protection up: a passing fault needs no permission.
    private static string WayOut(AwsError error, IReadOnlyList<string> permissions) =>
        $"{(Backoff.Helps(error.Class) ? "run again, and if this goes on check" : "grant")} {string.Join(" and ", permissions)}";
}
