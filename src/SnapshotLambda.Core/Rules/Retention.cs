using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// The rules for how long snapshots are kept: tags, ages, floors and periods. A policy is a retention with a name, and its tags are its
/// own; the one without a name is the top level, whose tags hold for all. The defaults are the product's.
/// </summary>
internal sealed record Retention
{
    /// <summary>The policy's name, 1 to 64 of <c>a-z 0-9 -</c>; null for the top level.</summary>
    public string? Name { get; init; }

    /// <summary>True if the policy governs what no other one matches.</summary>
    public bool IsOtherwise { get; init; }

    /// <summary>A snapshot older than this many days, by its start time, is a candidate: 1 to 3650.</summary>
    public int MaxAgeDays { get; init; } = 30;

    /// <summary>The number of each volume's newest snapshots that are kept whatever their age: 0 to 1000.</summary>
    public int KeepLatestPerVolume { get; init; } = 1;

    /// <summary>The number of each volume's last days with a snapshot, UTC, whose newest is kept: 0 to 3650.</summary>
    public int KeepDaily { get; init; }

    /// <summary>The number of each volume's last ISO weeks with a snapshot, UTC, whose newest is kept: 0 to 520.</summary>
    public int KeepWeekly { get; init; }

    /// <summary>The number of each volume's last months with a snapshot, UTC, whose newest is kept: 0 to 240.</summary>
    public int KeepMonthly { get; init; }

    /// <summary>The number of each volume's last years with a snapshot, UTC, whose newest is kept: 0 to 100.</summary>
    public int KeepYearly { get; init; }

    /// <summary>The treatment of volumes that no longer exist.</summary>
    public DeletedVolumes DeletedVolumes { get; init; } = DeletedVolumes.KeepLatest;

    /// <summary>The treatment of copies.</summary>
    public Copies Copies { get; init; } = Copies.Keep;

    /// <summary>The treatment of archived snapshots.</summary>
    public ArchivedSnapshots Archived { get; init; } = ArchivedSnapshots.Keep;

    /// <summary>The treatment of snapshots that deregistered AMIs left behind.</summary>
    public DeregisteredImages DeregisteredImages { get; init; } = DeregisteredImages.Keep;

    /// <summary>The scope: only snapshots that match every key. A policy's keys compare without case.</summary>
    public TagFilter IncludeTags { get; init; } = TagFilter.Empty;

    /// <summary>A snapshot that matches any key is kept.</summary>
    public TagFilter ExcludeTags { get; init; } = new([TagFilter.DoNotDelete]);

    /// <summary>The tag keys whose value is a date until which the snapshot is kept. The top level's alone count.</summary>
    public DateTags KeepUntilTags { get; init; } = DateTags.Usual;

    /// <summary>The treatment of snapshots whose creation failed. The top level's alone counts.</summary>
    public FailedSnapshots ErrorState { get; init; } = FailedSnapshots.Keep;

    /// <summary>The tag key whose value stands for the volume of a copy; null for none. The top level's alone counts.</summary>
    public string? LineageTag { get; init; }

    /// <summary>
    /// Snapshots started before the cutoff are old enough. The cutoff is the reference time less the maximum age, in UTC and without
    /// fractions of a second, as IAM compares it.
    /// </summary>
    /// <param name="referenceTime">The instant from which ages are counted.</param>
    public DateTimeOffset CutoffAt(DateTimeOffset referenceTime)
    {
        var exact = referenceTime.ToUniversalTime().AddDays(-MaxAgeDays);
        return exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerSecond));
    }
}
