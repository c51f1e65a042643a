using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>The little world that the planner's tests are about.</summary>
internal static class Given
{
    /// <summary>The cutoff of every test: snapshots started before it are old enough.</summary>
    public static readonly DateTimeOffset Cutoff = new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero);

    /// <summary>The reference time that goes with it where snapshots may be 30 days old, and the time of the plan.</summary>
    public static readonly DateTimeOffset Now = Cutoff.AddDays(30);

    /// <summary>A completed snapshot of a volume of its own, and of no set, that nothing protects but the floor.</summary>
    public static Snapshot Snapshot(
        string id, double daysBeforeCutoff = 10, string? volume = null, params (string Key, string Value)[] tags) => new()
        {
            Id = id,
            VolumeId = volume ?? $"vol-of-{id}",
            StartTime = Cutoff.AddDays(-daysBeforeCutoff),
            State = SnapshotState.Completed,
            Tier = StorageTier.Standard,
            VolumeSizeGiB = 8,
            Description = $"of {id}",
            Tags = [.. tags.Select(tag => new Tag(tag.Key, tag.Value))],
        };

    /// <summary>What most tests' plans follow from: no floor, no caps in the way.</summary>
    public static PlanInputs NoFloor => Inputs.Default
        .Retaining(retention => retention with { KeepLatestPerVolume = 0 })
        .Guarded(safeguards => safeguards with { MaxDeletions = 100_000, MaxDeletePercent = 100 });

    /// <summary>A filter of one key.</summary>
    public static TagFilter Tagged(string key, params string[] values) =>
        new([new TagRule(key, [.. values.Select(value => new WildcardPattern(value))])]);

    /// <summary>The plan for these snapshots.</summary>
    public static Plan Plan(PlanInputs inputs, params Snapshot[] snapshots) => Plan(inputs, [], snapshots);

    /// <summary>The plan for these snapshots where these volumes exist.</summary>
    public static Plan Plan(PlanInputs inputs, IEnumerable<string> existingVolumes, params Snapshot[] snapshots) =>
        Planner.Plan(new Inventory(snapshots, existingVolumes.ToHashSet(), []), inputs, Now);

    /// <summary>Why the plan keeps a snapshot; null if it deletes it.</summary>
    public static Reason? WhyKept(this Plan plan, string id) => plan.Decisions.Single(decision => decision.Snapshot.Id == id).KeptBecause;
}
