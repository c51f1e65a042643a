using System.Collections.Frozen;

namespace SnapshotLambda.Core.Guards;

/// <summary>
/// The limits of a run, whatever its retention says: caps, approvals, grace, the Recycle Bin and the guards. The defaults are the
/// product's.
/// </summary>
internal sealed record Safeguards
{
    /// <summary>The only snapshots that may be deleted; null if no list was given.</summary>
    public IReadOnlySet<string>? ApprovedSnapshotIds { get; init; }

    /// <summary>
    /// True if these ids are of a plan that this run has read itself: then a person has seen how much of the region goes, and
    /// <see cref="MaxDeletePercent"/> does not hold.
    /// </summary>
    public bool IsApprovedByPlan { get; init; }

    /// <summary>The maximum number of deletions in an account's region in one run: 0 to 100000.</summary>
    public int MaxDeletions { get; init; } = 1000;

    /// <summary>The share of a region's snapshots in scope that one run may delete, in percent: 1 to 100.</summary>
    public int MaxDeletePercent { get; init; } = 50;

    /// <summary>Days between a candidate's mark and its deletion: 0 to 90; 0 deletes without a mark.</summary>
    public int GraceDays { get; init; }

    /// <summary>The use of the Recycle Bin.</summary>
    public RecycleBin RecycleBin { get; init; } = RecycleBin.Off;

    /// <summary>The versions of launch templates that are read.</summary>
    public LaunchTemplateVersions LaunchTemplateVersions { get; init; } = LaunchTemplateVersions.All;

    /// <summary>
    /// The names of the guards that are not evaluated; a guard's name, <c>:</c> and one of its keys leaves out that key alone.
    /// </summary>
    public IReadOnlySet<string> SkipGuards { get; init; } = FrozenSet<string>.Empty;

    /// <summary>True if the guard is evaluated.</summary>
    public bool Asks(Guard guard) => !SkipGuards.Contains(guard.Name);

    /// <summary>True if the guard is evaluated, and this key of it.</summary>
    public bool Asks(Guard guard, ProtectedKey key) => Asks(guard) && !SkipGuards.Contains(guard.Naming(key));
}
