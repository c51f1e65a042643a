using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Results;

/// <summary>Facts of a region for the run's notes. They are no part of its result.</summary>
internal sealed record RegionFacts
{
    /// <summary>No facts are known.</summary>
    public static RegionFacts None { get; } = new();

    /// <summary>The number of snapshots that were looked at.</summary>
    public int Snapshots { get; init; }

    /// <summary>The keys of <c>excludeTags</c> that match none of them.</summary>
    public IReadOnlyList<string> UnusedExclusions { get; init; } = [];

    /// <summary>The number of candidates whose sharing may not be read.</summary>
    public int SharingDenied { get; init; }

    /// <summary>True if a policy denies to list the volumes in its Recycle Bin.</summary>
    public bool BinnedVolumesDenied { get; init; }

    /// <summary>True if a policy denies to read the older versions of its launch templates.</summary>
    public bool OlderVersionsDenied { get; init; }

    /// <summary>The protection that its fence lacks.</summary>
    public FenceGap FenceGap { get; init; }

    /// <summary>The number of snapshots in the state <c>error</c> that <c>errorState</c> keeps, old enough to go.</summary>
    public int InErrorState { get; init; }

    /// <summary>The number of leftovers of deregistered AMIs that <c>deregisteredImages: keep</c> keeps.</summary>
    public int LeftoversKept { get; init; }

    /// <summary>The number of leftovers whose tag could not be set or removed.</summary>
    public int LeftoversNotTagged { get; init; }

    /// <summary>The number of sets of which an approval names a part alone.</summary>
    public int SplitSets { get; init; }

    /// <summary>What became of the approval of an earlier plan; null without one.</summary>
    public ApprovalResult? Approval { get; init; }

    /// <summary>What is known of taking its deletions back.</summary>
    public UndoFacts Undo { get; init; }

    /// <summary>True if a policy denies the tag that a restore needs.</summary>
    public bool IsRunTagDenied { get; init; }

    /// <summary>The signs of another owner among the candidates, with the number of candidates that bear each.</summary>
    public IReadOnlyDictionary<string, int> ForeignSigns { get; init; } = new Dictionary<string, int>();

    /// <summary>The facts that a plan and its inventory tell.</summary>
    /// <param name="plan">The plan, with its decisions.</param>
    /// <param name="inventory">The inventory of the region.</param>
    /// <param name="inputs">The inputs of the plan.</param>
    /// <param name="dryRun">Whether nothing is to be changed: then a person may look at signs of other owners.</param>
    /// <param name="cancellationToken">Ends the search between two snapshots.</param>
    public static RegionFacts Of(Plan plan, Inventory inventory, PlanInputs inputs, bool dryRun, CancellationToken cancellationToken)
    {
        var leftovers = new Leftovers(inventory);
        return new RegionFacts
        {
            Snapshots = inventory.Snapshots.Count,
            UnusedExclusions = Tags.UnusedExclusions.Of(inputs.Retention.ExcludeTags, inventory.Snapshots, cancellationToken),
            InErrorState = plan.Decisions.Count(decision =>
                decision.Snapshot.State is SnapshotState.Error && decision.KeptBecause == Reason.NotCompleted),
            LeftoversKept = plan.Decisions.Count(
                decision => IsHeldByLineage(decision.KeptBecause) && leftovers.Contains(decision.Snapshot)),
            SplitSets = plan.SplitSets,
            BinnedVolumesDenied = inventory.MayHaveBinnedVolumes,
            OlderVersionsDenied = inventory.LacksOlderVersions,
            ForeignSigns = dryRun
                ? Results.ForeignSigns.Among(plan.Candidates, inputs, cancellationToken)
                : new Dictionary<string, int>(),
        };
    }

    private static bool IsHeldByLineage(Reason? reason) =>
        reason is not null
        && (reason == Reason.LineageUnknown || reason == Reason.NewestOfVolume || reason == Reason.NewestOfDeletedVolume
            || reason == Reason.KeptYearly || reason == Reason.KeptMonthly || reason == Reason.KeptWeekly || reason == Reason.KeptDaily);
}
