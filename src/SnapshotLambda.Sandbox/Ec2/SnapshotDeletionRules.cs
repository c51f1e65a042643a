using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>
/// The rules for deleting a snapshot (https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html) and for keeping it in
/// the Recycle Bin (https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-factors.html).
/// </summary>
internal static class SnapshotDeletionRules
{
    /// <summary>The region without one of its snapshots.</summary>
    /// <exception cref="Http.ApiError">The snapshot cannot be deleted.</exception>
    public static Region Delete(Region region, Ec2Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Tags.Any(tag => Guard.Backup.Knows(tag)))
            throw Ec2Error.ManagedByBackup();
        if (snapshot.Lock is { } state and not LockState.Expired)
            throw Ec2Error.Locked(snapshot.Id, WireName.Of(state));
        if (region.ImageThatUses(snapshot.Id) is { } imageId)
            throw Ec2Error.InUseByImage(snapshot.Id, imageId);
        var rule = region.RecycleBin.Where(rule => rule.Holds(snapshot.Tags)).MaxBy(rule => rule.Days);
        if (rule is null && !snapshot.FastRestoreZones.IsEmpty)
            throw Ec2Error.InUseByFastRestore(snapshot.Id, snapshot.FastRestoreZones);
        var left = region with { Snapshots = region.Snapshots.Remove(snapshot.Id) };
        return rule is null ? left : left with { Bin = left.Bin.SetItem(snapshot.Id, Binned(snapshot, now, rule.Days)) };
    }

    /// <summary>The region with a snapshot restored from its Recycle Bin.</summary>
    /// <param name="region">The region.</param>
    /// <param name="binned">The snapshot.</param>
    /// <param name="recoveredAt">The end of its way back; null for at once.</param>
    public static Region Restore(Region region, BinnedSnapshot binned, DateTimeOffset? recoveredAt = null)
    {
        var snapshot = binned.Snapshot with
        {
            State = SnapshotState.Completed,
            RecoveredAt = recoveredAt,
            Tags = binned.Snapshot.Tags.RemoveAll(tag => tag.Key == BinnedSnapshot.MarkKey),
        };
        return region with { Bin = region.Bin.Remove(snapshot.Id), Snapshots = region.Snapshots.SetItem(snapshot.Id, snapshot) };
    }

    private static BinnedSnapshot Binned(Ec2Snapshot snapshot, DateTimeOffset now, int days)
    {
        var kept = snapshot with
        {
            State = SnapshotState.Recoverable,
            FastRestoreZones = [],
            Tags = snapshot.Tags.Add(new(BinnedSnapshot.MarkKey, "true")),
        };
        var entered = Fleets.AwsFormats.Milliseconds(now);
        return new(kept, entered, entered.AddDays(days));
    }
}
