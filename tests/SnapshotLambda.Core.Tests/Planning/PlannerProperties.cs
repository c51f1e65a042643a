using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>What holds for every region and every policy.</summary>
public sealed class PlannerProperties
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 10_000);

    private static void ForEvery(Func<RandomRegion, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(new RandomRegion(seed))).Check(Often);

    [Fact]
    public void Decides_each_snapshot_once() =>
        ForEvery(region => region.Plan.Decisions.Select(decision => decision.Snapshot).SequenceEqual(region.Inventory.Snapshots));

    [Fact]
    public void Deletes_exactly_what_a_naive_reading_of_the_rules_deletes() =>
        ForEvery(region => NaivelyKept(region) is var kept && Same(
            region.Plan.Due,
            region,
            snapshot => kept[snapshot.Id] is null && (region.PlanInputs.Safeguards.GraceDays == 0 || MarkOf(snapshot) is not null)));

    [Fact]
    public void Names_the_first_reason_of_a_naive_reading_of_the_rules() =>
        ForEvery(region => NaivelyKept(region) is var kept && region.Plan.Decisions.All(decision =>
            decision.KeptBecause?.Name == (kept[decision.Snapshot.Id] is "PartOfWaitingSet" ? "PartOfSet" : kept[decision.Snapshot.Id])));

    [Fact]
    public void Marks_exactly_the_candidates_that_have_no_mark_where_there_is_grace() =>
        ForEvery(region => NaivelyKept(region) is var kept && Same(
            region.Plan.ToMark,
            region,
            snapshot => region.PlanInputs.Safeguards.GraceDays > 0 && kept[snapshot.Id] is null && MarkOf(snapshot) is null));

    [Fact]
    public void Takes_off_exactly_the_readable_marks_of_what_is_no_candidate_of_this_scope() =>
        ForEvery(region => NaivelyKept(region) is var kept && Same(
            region.Plan.ToUnmark.Select(decision => decision.Snapshot),
            region,
            snapshot => region.PlanInputs.Safeguards.GraceDays > 0 && MarkOf(snapshot) is { } mark && RandomRegion.Marks[mark] is not null
                && kept[snapshot.Id] is not (null or "InGracePeriod" or "PartOfWaitingSet" or "NotApproved" or "TagNotIncluded")));

    [Fact]
    public void Cuts_its_candidates_in_what_is_due_and_what_is_to_be_marked() =>
        ForEvery(region => region.Plan is var plan
            && plan.Candidates.SequenceEqual(plan.Due.Concat(plan.ToMark).OrderBy(snapshot => snapshot, OldestFirst.Instance))
            && plan.Planned == Math.Min(plan.Due.Count, region.PlanInputs.Safeguards.MaxDeletions)
            && plan.Digest == Plan.DigestOf(plan.Due.Take(plan.Planned).Select(snapshot => snapshot.Id)));

    [Fact]
    public void Is_a_whole_plan_still_where_candidates_are_kept_after_all() =>
        ForEvery(region =>
        {
            var kept = region.Plan.Candidates.Where((_, i) => (i + region.Seed) % 3 == 0)
                .ToDictionary(snapshot => snapshot.Id, _ => Reason.SharedWithOthers);
            var plan = region.Plan.Keeping(kept);
            var asIfListed = region.Inventory with
            {
                Guards = [.. region.Inventory.Guards, new NamedRule(kept.Keys.ToHashSet(), Reason.SharedWithOthers)],
            };
            var listed = Planner.Plan(asIfListed, region.PlanInputs, Given.Now);
            return plan.Decisions.SequenceEqual(listed.Decisions)
                && plan.Due.SequenceEqual(listed.Due)
                && plan.ToMark.SequenceEqual(listed.ToMark)
                && plan.ToUnmark.SequenceEqual(listed.ToUnmark)
                && (plan.Digest,
                    plan.Planned,
                    plan.InScope,
                    plan.IsTooLarge,
                    plan.Cap) == (listed.Digest, listed.Planned, listed.InScope, listed.IsTooLarge, listed.Cap);
        });

    [Fact]
    public void Does_not_depend_on_the_order_of_the_listing() =>
        ForEvery(region =>
        {
            var shuffled = region.Inventory with
            {
                Snapshots = [.. region.Inventory.Snapshots.OrderBy(snapshot => snapshot.Id.GetHashCode(StringComparison.Ordinal))],
            };
            var plan = Planner.Plan(shuffled, region.PlanInputs, Given.Now);
            return plan.Digest == region.Plan.Digest && plan.Candidates.SequenceEqual(region.Plan.Candidates);
        });

    [Fact]
    public void Has_nothing_left_to_do_once_it_is_carried_out() =>
        ForEvery(region =>
        {
            var plan = region.Plan;
            var left = region.Inventory.Snapshots.Except(plan.Due)
                .Select(snapshot => plan.ToMark.Contains(snapshot)
                    ? snapshot with { Tags = [.. snapshot.Tags, new Tag("snapshot-lambda:delete-after", plan.NewMark.Value)] }
                    : snapshot);
            return Planner.Plan(region.Inventory with { Snapshots = [.. left] }, region.PlanInputs, Given.Now).Candidates.Count == 0;
        });

    [Fact]
    public void Never_deletes_more_under_a_stricter_policy() =>
        ForEvery(region =>
        {
            var stricter = region.PlanInputs.Retaining(retention => retention with
            {
                KeepLatestPerVolume = retention.KeepLatestPerVolume + 1,
                DeletedVolumes = DeletedVolumes.KeepLatest,
                Copies = Copies.Keep,
            });
            return Planner.Plan(region.Inventory, stricter with { ReferenceTime = Given.Now.AddHours(-5) }, Given.Now).Candidates
                .All(region.Plan.Candidates.Contains);
        });

    [Fact]
    public void Never_deletes_more_for_knowing_what_is_under_way_between_tiers() =>
        ForEvery(region =>
        {
            if (!IsTieringAsked(region)) return true;
            var unknowing = region.Inventory with
            {
                Snapshots = [.. region.Inventory.Snapshots.Select(snapshot => snapshot with { IsTemporarilyRestored = false })],
                Guards = [.. region.Inventory.Guards.Where(guard => guard is not TieringRule)],
            };
            var before = Planner.Plan(unknowing, region.PlanInputs, Given.Now).Candidates.Select(snapshot => snapshot.Id);
            return region.Plan.Candidates.Select(snapshot => snapshot.Id).Except(before).ToList().Count == 0;
        });

    [Fact]
    public void Adds_up_whatever_becomes_of_the_candidates() =>
        ForEvery(region =>
        {
            var plan = region.Plan;
            var report = new RegionResultBuilder("111122223333", "us-east-1", DryRun: false, []);
            var error = new AwsError(ErrorClass.Permanent, "Some", "thing", null, 400);
            var outcomes = plan.Candidates.Select((snapshot, i) => (i % 6) switch
            {
                0 => SnapshotOutcome.Deleted(snapshot),
                1 => SnapshotOutcome.AlreadyGone(snapshot),
                2 => SnapshotOutcome.Failed(snapshot, error, 5),
                3 => SnapshotOutcome.Kept(snapshot, Reason.Locked),
                4 => SnapshotOutcome.Marked(snapshot),
                _ => SnapshotOutcome.NotAttempted(snapshot),
            }).ToList();
            var results = new[]
            {
                report.Real(plan, outcomes, EarlyStop.Deadline),
                report.TooLarge(plan, 1),
                report.NotPlanned(RegionStatus.Failed, "Why", "Because."),
            };
            var totals = Totals.Of(results, dryRun: false);
            return results.All(result => result.AddUp) && totals.AddUp && totals.Scanned == 2 * region.Inventory.Snapshots.Count;
        });

    /// <summary>Why each snapshot stays, by its id: the rules again, as slowly and plainly as they can be said.</summary>
    private static Dictionary<string, string?> NaivelyKept(RandomRegion region)
    {
        var kept = region.Inventory.Snapshots.ToDictionary(one => one.Id, one => NaivelyKeptByItself(region, one));
        var grace = region.PlanInputs.Safeguards.GraceDays > 0;
        var sets = region.Inventory.Snapshots.Where(one => one.StartTime is not null)
            .GroupBy(one => (one.StartTime, one.Description ?? ""))
            .Where(set => set.Where(one => one.VolumeId != "vol-ffffffff").DistinctBy(one => one.VolumeId).Count() > 1)
            .ToList();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var set in sets)
            {
                var stays = set.Any(one => kept[one.Id] is not (null
                    or "NotApproved"
                    or "TagNotIncluded"
                    or "InGracePeriod"
                    or "MarkUnreadable"
                    or "PartOfWaitingSet"));
                var waits = set.Any(one => kept[one.Id] is "InGracePeriod" or "MarkUnreadable" or "PartOfWaitingSet"
                    || (grace && kept[one.Id] is null && MarkOf(one) is null));
                foreach (var one in set)
                {
                    var to = stays && kept[one.Id] is null or "InGracePeriod" or "PartOfWaitingSet" && stays ? "PartOfSet"
                        : !stays && waits && kept[one.Id] is null && (!grace || MarkOf(one) is not null) ? "PartOfWaitingSet"
                        : null;
                    if (to is null) continue;
                    (kept[one.Id], changed) = (to, true);
                }
            }
        }

        return kept;
    }

    private static string? NaivelyKeptByItself(RandomRegion region, Snapshot snapshot)
    {
        var inputs = region.PlanInputs;
        if (OutOfScope(region, snapshot) is { } reason) return reason;
        if (snapshot.StartTime is not { } started) return "StartTimeUnknown";
        if (started >= Given.Cutoff) return "TooYoung";
        if (snapshot.State != SnapshotState.Completed) return "NotCompleted";
        if (NaivelyGuarded(region, snapshot) is { } guarded) return guarded;
        if (snapshot.Tier != StorageTier.Standard && inputs.Retention.Archived == ArchivedSnapshots.Keep) return "Archived";
        if (snapshot.VolumeId == "vol-ffffffff" && inputs.Retention.Copies == Copies.Keep) return "LineageUnknown";
        if (snapshot.VolumeId != "vol-ffffffff")
        {
            var exists = region.Inventory.ExistingVolumeIds.Contains(snapshot.VolumeId!);
            var isNewest = IsNewest(region, snapshot, _ => true) || IsNewest(
                region, snapshot, other => !other.IsTemporarilyRestored && NaivelyGuarded(region, other, sharing: false) is null);
            if (isNewest && (exists || inputs.Retention.DeletedVolumes == DeletedVolumes.KeepLatest))
                return exists ? "NewestOfVolume" : "NewestOfDeletedVolume";
        }

        if (inputs.Safeguards.ApprovedSnapshotIds is { } approved && !approved.Contains(snapshot.Id)) return "NotApproved";
        return MarkOf(snapshot) is not { } mark
            ? null
            : RandomRegion.Marks[mark] switch { true => null, false => "InGracePeriod", null => "MarkUnreadable" };
    }

    private static string? NaivelyGuarded(RandomRegion region, Snapshot snapshot, bool sharing = true) => snapshot.Id[^1] switch
    {
        '7' => "UsedByImage",
        '3' => "UsedByLaunchTemplate",
        '9' => "Locked",
        '4' when sharing => "SharedWithOthers",
        _ when IsTieringAsked(region) && IsUnderWay(region, snapshot) => "BeingTiered",
        _ => snapshot.Description == "for ami-binned-1." ? "UsedByBinnedImage" : null,
    };

    private static bool IsNewest(RandomRegion region, Snapshot snapshot, Func<Snapshot, bool> counts) =>
        counts(snapshot) && region.Inventory.Snapshots.Count(other =>
            counts(other)
            && other.VolumeId == snapshot.VolumeId
            && OutOfScope(region, other) is null
            && other.State == SnapshotState.Completed
            && other.StartTime is not null
            && ((other.Tier == StorageTier.Standard) != (snapshot.Tier == StorageTier.Standard)
                ? other.Tier == StorageTier.Standard
                : other.StartTime > snapshot.StartTime
                    || (other.StartTime == snapshot.StartTime
                        && string.CompareOrdinal(other.Id, snapshot.Id) > 0))) < region.PlanInputs.Retention.KeepLatestPerVolume;

    private static bool IsTieringAsked(RandomRegion region) => region.Inventory.Guards.Any(guard => guard is TieringRule);

    private static bool IsUnderWay(RandomRegion region, Snapshot snapshot) =>
        snapshot.IsTemporarilyRestored || (IsTieringAsked(region) && snapshot.Id[^1] == '5');

    private static string? OutOfScope(RandomRegion region, Snapshot snapshot)
    {
        if (!region.PlanInputs.Retention.IncludeTags.Rules.IsEmpty && !snapshot.Tags.Any(tag => tag is { Key: "Team", Value: "data" }))
            return "TagNotIncluded";
        if (snapshot.Tags.Any(tag => tag.Key == "DONOTDELETE")) return "TagExcluded";
        return snapshot.Tags.Select(tag => Owner(tag.Key.ToUpperInvariant()))
            .Where(owner => !region.PlanInputs.Safeguards.SkipGuards.Contains(owner.Guard))
            .Order()
            .FirstOrDefault().Reason;
    }

    private static (int Order, string Guard, string? Reason) Owner(string key) => key switch
    {
        "AWS:BACKUP:SOURCE-RESOURCE" => (1, "backup", "ManagedByBackup"),
        "DLM:MANAGED" or "AWS:DLM:EXPIRATIONTIME" => (2, "lifecycleManager", "ManagedByLifecycleManager"),
        "KUBERNETES.IO/CLUSTER/X" or "VELERO.IO/ANYTHING" or "CSIVOLUMESNAPSHOTNAME" => (3, "kubernetes", "ManagedByKubernetes"),
        "AWSELASTICDISASTERRECOVERYMANAGED" => (4, "recovery", "ManagedByRecoveryService"),
        "AWS:CLOUDFORMATION:STACK-ID" => (5, "awsTags", "ManagedByAws"),
        _ => (6, "", null),
    };

    private static string? MarkOf(Snapshot snapshot) =>
        snapshot.Tags.Where(tag => tag.Key == "snapshot-lambda:delete-after").Select(tag => tag.Value).FirstOrDefault();

    private static bool Same(IEnumerable<Snapshot> planned, RandomRegion region, Func<Snapshot, bool> expected) =>
        planned.Select(snapshot => snapshot.Id)
            .Order()
            .SequenceEqual(region.Inventory.Snapshots.Where(expected).Select(snapshot => snapshot.Id).Order());
}
