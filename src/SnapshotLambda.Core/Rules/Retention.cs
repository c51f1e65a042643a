using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>What may go and what must stay. Its defaults are the product's.</summary>
internal sealed record Policy
{
    /// <summary>A snapshot older than this many days, by its start time, is a candidate: 1 to 3650.</summary>
    public int MaxAgeDays { get; init; } = 30;

    /// <summary>How many of each volume's newest snapshots are kept whatever their age: 0 to 1000.</summary>
    public int KeepLatestPerVolume { get; init; } = 1;

    /// <summary>Whether that floor holds for volumes that no longer exist.</summary>
    public DeletedVolumes DeletedVolumes { get; init; } = DeletedVolumes.KeepLatest;

    /// <summary>What becomes of copies.</summary>
    public Copies Copies { get; init; } = Copies.Keep;

    /// <summary>The scope: only snapshots that match every key.</summary>
    public TagFilter IncludeTags { get; init; } = TagFilter.Empty;

    /// <summary>A snapshot that matches any of these is kept.</summary>
    public TagFilter ExcludeTags { get; init; } = new([TagFilter.DoNotDelete]);

    /// <summary>Only these snapshots may be deleted; null where no list was given.</summary>
    public IReadOnlySet<string>? ApprovedSnapshotIds { get; init; }

    /// <summary>How many deletions an account's region may see in one run: 0 to 100000.</summary>
    public int MaxDeletions { get; init; } = 1000;

    /// <summary>The share of a region's snapshots in scope that one run may delete, in percent: 1 to 100.</summary>
    public int MaxDeletePercent { get; init; } = 50;

    /// <summary>Days between a candidate's mark and its deletion: 0 to 90; 0 deletes without a mark.</summary>
    public int GraceDays { get; init; }

    /// <summary>Whether deletions go through the Recycle Bin.</summary>
    public RecycleBin RecycleBin { get; init; } = RecycleBin.Off;

    /// <summary>Names of the guards that are not evaluated.</summary>
    public IReadOnlySet<string> SkipGuards { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The instant that ages are reckoned from, to the second, where this is the cutoff.</summary>
    public DateTimeOffset ReferenceTime(DateTimeOffset cutoff) => cutoff.AddDays(MaxAgeDays);

    /// <summary>Whether the guard is evaluated.</summary>
    public bool Asks(Guard guard) => !SkipGuards.Contains(guard.Name);
}
