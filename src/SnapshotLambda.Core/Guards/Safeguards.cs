using System.Collections.Frozen;

namespace SnapshotLambda.Core.Guards;

/// <summary>What holds a run back whatever its retention says: caps, approvals, grace, the Recycle Bin and the guards. Its defaults are the product's.</summary>
internal sealed record Safeguards
{
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

    /// <summary>Whether the guard is evaluated.</summary>
    public bool Asks(Guard guard) => !SkipGuards.Contains(guard.Name);
}
