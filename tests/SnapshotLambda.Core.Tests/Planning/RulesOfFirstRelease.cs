using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>
/// What release 0.1 let go, as slowly and plainly as it can be said: the least that every later release keeps by default.
/// </summary>
internal sealed class RulesOfFirstRelease(Inventory inventory, PlanInputs inputs)
{
    public bool LetGo(Snapshot snapshot) =>
        InScope(snapshot)
        && snapshot.StartTime < Given.Now.AddDays(-inputs.Retention.MaxAgeDays)
        && snapshot.State == SnapshotState.Completed
        && inventory.Guards.All(guard => guard.WhyKeep(snapshot) is null)
        && (HasVolume(snapshot) || inputs.Retention.Copies == Copies.AgeOnly)
        && !IsAmongTheNewest(snapshot)
        && inputs.Safeguards.ApprovedSnapshotIds?.Contains(snapshot.Id) is not false
        && (Mark.On(snapshot) is not { } mark || mark.StateAt(Given.Now) == MarkState.Passed);

    private bool InScope(Snapshot snapshot) =>
        (inputs.Retention.IncludeTags.Rules.IsEmpty || snapshot.Tags.Any(tag => tag.Key == "team"))
        && !snapshot.Tags.Any(tag => tag.Key is "DoNotDelete" or "velero.io/backup");

    private static bool HasVolume(Snapshot snapshot) => snapshot.VolumeId != "vol-ffffffff";

    private bool IsAmongTheNewest(Snapshot snapshot) =>
        HasVolume(snapshot)
        && (inputs.Retention.DeletedVolumes == DeletedVolumes.KeepLatest || inventory.ExistingVolumeIds.Contains(snapshot.VolumeId!))
        && inventory.Snapshots.Count(other =>
            other.VolumeId == snapshot.VolumeId && InScope(other) && other.StartTime is not null && other.State == SnapshotState.Completed
            && ((other.Tier == StorageTier.Standard) != (snapshot.Tier == StorageTier.Standard)
                ? other.Tier == StorageTier.Standard
                : OldestFirst.Instance.Compare(other, snapshot) > 0)) < inputs.Retention.KeepLatestPerVolume;
}
