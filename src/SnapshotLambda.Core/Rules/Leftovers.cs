using System.Text.RegularExpressions;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Finds the snapshots that deregistered AMIs left behind. The whole description must be the one that CreateImage or CopyImage writes, and
/// none of its AMIs may exist, disabled ones and those in the Recycle Bin included. The volume must be gone too, unless CopyImage made the
/// snapshot. A snapshot that a guard's tag claims is none.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/deregister-ami.html
/// </summary>
internal sealed partial class Leftovers(Inventory inventory)
{
    /// <summary>A leftover goes at the earliest this many days after it was first found to be one.</summary>
    public const int LeastDays = 14;

    /// <summary>True if the snapshot is a leftover. False where the account's AMIs are not all known.</summary>
    public bool Contains(Snapshot snapshot) =>
        inventory.ImageIds is { } images
        && snapshot.Description is { } description
        && AreGone(description, images, out var isCopy)
        && (isCopy || !Exists(snapshot.VolumeId))
        && !IsClaimed(snapshot);

    /// <summary>
    /// True if the tag <see cref="OwnTags.LeftoverSince"/> says that the snapshot was found to be a leftover long enough ago.
    /// </summary>
    public static bool IsLongKnown(Snapshot snapshot, DateTimeOffset referenceTime, int graceDays) =>
        SinceOn(snapshot) is { } since
        && IsoDate.TryReadDay(since, out var day)
        && IsoDate.DayOf(referenceTime).DayNumber - day.DayNumber >= Math.Max(graceDays, LeastDays);

    /// <summary>True if the tag <see cref="OwnTags.LeftoverSince"/> is a day, so that this tool may have set it.</summary>
    public static bool IsReadable(Snapshot snapshot) => SinceOn(snapshot) is { } since && IsoDate.TryReadDay(since, out _);

    /// <summary>The value of the tag <see cref="OwnTags.LeftoverSince"/>; null without it.</summary>
    public static string? SinceOn(Snapshot snapshot) => snapshot.ValueOf(OwnTags.LeftoverSince);

    private bool Exists(string? volumeId) =>
        volumeId is null || inventory.MayHaveBinnedVolumes || inventory.ExistingVolumeIds.Contains(volumeId);

    private static bool AreGone(string description, IReadOnlySet<string> images, out bool isCopy)
    {
        isCopy = false;
        if (OfCreateImage().Match(description) is { Success: true } created) return !images.Contains(created.Groups["ami"].Value);
        if (OfCopyImage().Match(description) is not { Success: true } copied) return false;
        isCopy = true;
        return !images.Contains(copied.Groups["to"].Value) && !images.Contains(copied.Groups["from"].Value);
    }

    private static bool IsClaimed(Snapshot snapshot) => snapshot.Tags.Any(tag => Guard.All.Any(guard => guard.Knows(tag)));

    [GeneratedRegex(
        @"\ACreated by CreateImage\(i-[0-9a-f]+\) for (?<ami>ami-[0-9a-f]+)( from vol-[0-9a-f]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex OfCreateImage();

    [GeneratedRegex(
        @"\ACopied for DestinationAmi (?<to>ami-[0-9a-f]+) from SourceAmi (?<from>ami-[0-9a-f]+) for SourceSnapshot snap-[0-9a-f]+\. "
            + @"Task created on [0-9,]+\.\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex OfCopyImage();
}
