using FsCheck;
using FsCheck.Fluent;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>What holds for every region and every policy.</summary>
public sealed class PlannerProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(10_000);

    private static void ForEvery(Func<RandomRegion, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(new RandomRegion(seed))).Check(Often);

    [Fact]
    public void Decides_each_snapshot_once() =>
        ForEvery(region => region.Plan.Decisions.Select(decision => decision.Snapshot).SequenceEqual(region.Inventory.Snapshots));

    [Fact]
    public void Deletes_exactly_what_a_naive_reading_of_the_rules_deletes() =>
        ForEvery(region => Same(region.Plan.Due, region, snapshot => NaivelyGoes(region, snapshot) && MarkOf(snapshot) is var mark
            && (mark is null ? region.Policy.GraceDays == 0 : RandomRegion.Marks[mark] == true)));

    [Fact]
    public void Marks_exactly_the_candidates_that_have_no_mark_where_there_is_grace() =>
        ForEvery(region => Same(region.Plan.ToMark, region, snapshot => region.Policy.GraceDays > 0 && NaivelyGoes(region, snapshot) && MarkOf(snapshot) is null));

    [Fact]
    public void Takes_off_exactly_the_readable_marks_of_what_is_no_candidate_of_this_scope() =>
        ForEvery(region => Same(region.Plan.ToUnmark.Select(decision => decision.Snapshot), region, snapshot =>
            region.Policy.GraceDays > 0 && MarkOf(snapshot) is { } mark && RandomRegion.Marks[mark] is not null
            && IsIncluded(region, snapshot) && !NaivelyGoes(region, snapshot, mindsApproval: false)));

    [Fact]
    public void Cuts_its_candidates_in_what_is_due_and_what_is_to_be_marked() =>
        ForEvery(region => region.Plan is var plan
            && plan.Candidates.SequenceEqual(plan.Due.Concat(plan.ToMark).OrderBy(snapshot => snapshot, OldestFirst.Instance))
            && plan.Planned == Math.Min(plan.Due.Count, region.Policy.MaxDeletions)
            && plan.Digest == Plan.DigestOf(plan.Due.Take(plan.Planned).Select(snapshot => snapshot.Id)));

    [Fact]
    public void Does_not_depend_on_the_order_of_the_listing() =>
        ForEvery(region =>
        {
            var shuffled = region.Inventory with { Snapshots = [.. region.Inventory.Snapshots.OrderBy(snapshot => snapshot.Id.GetHashCode(StringComparison.Ordinal))] };
            var plan = Planner.Plan(shuffled, region.Policy, Given.Cutoff);
            return plan.Digest == region.Plan.Digest && plan.Candidates.SequenceEqual(region.Plan.Candidates);
        });

    [Fact]
    public void Has_nothing_left_to_do_after_its_candidates_are_gone() =>
        ForEvery(region =>
        {
            var left = region.Inventory with { Snapshots = [.. region.Inventory.Snapshots.Except(region.Plan.Candidates)] };
            return Planner.Plan(left, region.Policy, Given.Cutoff).Candidates.Count == 0;
        });

    [Fact]
    public void Never_deletes_more_under_a_stricter_policy() =>
        ForEvery(region =>
        {
            var stricter = region.Policy with { KeepLatestPerVolume = region.Policy.KeepLatestPerVolume + 1, DeletedVolumes = DeletedVolumes.KeepLatest, Copies = Copies.Keep };
            return Planner.Plan(region.Inventory, stricter, Given.Cutoff.AddHours(-5)).Candidates.All(region.Plan.Candidates.Contains);
        });

    [Fact]
    public void Adds_up_whatever_becomes_of_the_candidates() =>
        ForEvery(region =>
        {
            var plan = region.Plan;
            var report = new RegionConclusion("111122223333", "us-east-1", DryRun: false, []);
            var error = new AwsError(ErrorClass.Permanent, "Some", "thing", null, 400);
            var outcomes = plan.Candidates.Select((snapshot, i) => (i % 6) switch
            {
                0 => Deletion.Deleted(snapshot),
                1 => Deletion.AlreadyGone(snapshot),
                2 => Deletion.Failed(snapshot, error, 5),
                3 => Deletion.Kept(snapshot, Reason.Locked),
                4 => Deletion.Marked(snapshot),
                _ => Deletion.NotAttempted(snapshot),
            }).ToList();
            var results = new[] { report.Real(plan, outcomes, Stop.Deadline), report.TooLarge(plan, 1), report.NotPlanned(RegionStatus.Failed, "Why", "Because.") };
            var totals = Tally.Sum(results, dryRun: false);
            return results.All(result => result.AddUp) && totals.AddUp && totals.Scanned == 2 * region.Inventory.Snapshots.Count;
        });

    /// <summary>The rules again, as slowly and plainly as they can be said.</summary>
    private static bool NaivelyGoes(RandomRegion region, Snapshot snapshot, bool mindsApproval = true)
    {
        var policy = region.Policy;
        if (!InScope(region, snapshot) || snapshot.StartTime is not { } started || started >= Given.Cutoff || snapshot.State != SnapshotState.Completed) return false;
        if (RandomRegion.IsUsed(snapshot)) return false;
        if (mindsApproval && policy.ApprovedSnapshotIds is { } approved && !approved.Contains(snapshot.Id)) return false;
        if (snapshot.VolumeId == "vol-ffffffff") return policy.Copies == Copies.AgeOnly;
        if (snapshot.Tier != StorageTier.Standard) return true;
        if (!region.Inventory.ExistingVolumeIds.Contains(snapshot.VolumeId!) && policy.DeletedVolumes == DeletedVolumes.AgeOnly) return true;
        var newer = region.Inventory.Snapshots.Count(other =>
            other.VolumeId == snapshot.VolumeId && InScope(region, other) && other.State == SnapshotState.Completed && other.Tier == StorageTier.Standard
            && (other.StartTime > started || (other.StartTime == started && string.CompareOrdinal(other.Id, snapshot.Id) > 0)));
        return newer >= policy.KeepLatestPerVolume;
    }

    private static bool IsOthers(string key, IReadOnlySet<string> skipped) => key switch
    {
        "AWS:BACKUP:SOURCE-RESOURCE" => !skipped.Contains("backup"),
        "DLM:MANAGED" or "AWS:DLM:EXPIRATIONTIME" => !skipped.Contains("lifecycleManager"),
        "KUBERNETES.IO/CLUSTER/X" or "VELERO.IO/ANYTHING" or "CSIVOLUMESNAPSHOTNAME" => !skipped.Contains("kubernetes"),
        "AWSELASTICDISASTERRECOVERYMANAGED" => !skipped.Contains("recovery"),
        "AWS:CLOUDFORMATION:STACK-ID" => !skipped.Contains("awsTags"),
        _ => false,
    };

    private static bool InScope(RandomRegion region, Snapshot snapshot) =>
        !snapshot.Tags.Any(tag => tag.Key == "DONOTDELETE" || IsOthers(tag.Key.ToUpperInvariant(), region.Policy.SkipGuards))
        && IsIncluded(region, snapshot);

    private static bool IsIncluded(RandomRegion region, Snapshot snapshot) =>
        region.Policy.IncludeTags.Rules.IsEmpty || snapshot.Tags.Any(tag => tag is { Key: "Team", Value: "data" });

    private static string? MarkOf(Snapshot snapshot) => snapshot.Tags.Where(tag => tag.Key == "snapshot-lambda:delete-after").Select(tag => tag.Value).FirstOrDefault();

    private static bool Same(IEnumerable<Snapshot> planned, RandomRegion region, Func<Snapshot, bool> expected) =>
        planned.Select(snapshot => snapshot.Id).Order().SequenceEqual(region.Inventory.Snapshots.Where(expected).Select(snapshot => snapshot.Id).Order());
}
