using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>What holds for every estate and every approval of an earlier plan.</summary>
public sealed class ApprovalProperties
{
    private static void ForEvery(Func<Approved, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(new Approved(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Nothing_goes_but_what_was_planned_named_and_still_would() =>
        ForEvery(night =>
        {
            var free = night.PlanWith(night.Inputs.Safeguards with { ApprovedSnapshotIds = null }).Candidates.Select(snapshot => snapshot.Id).ToHashSet();
            return night.Plan.Candidates.All(snapshot =>
                night.Planned.Contains(snapshot.Id) && night.Named.Contains(snapshot.Id) && free.Contains(snapshot.Id));
        });

    [Fact]
    public void Each_approved_snapshot_goes_or_is_told_with_its_reason_and_each_new_one_is() =>
        ForEvery(night =>
        {
            var changes = night.Approval.ChangesIn(night.Plan);
            var candidates = night.Plan.Candidates.Select(snapshot => snapshot.Id).ToHashSet();
            var told = changes.Where(change => change.Change is not ApprovalChangeKind.New).Select(change => change.SnapshotId).ToHashSet();
            var listed = night.Listed;
            var added = changes.Where(change => change.Change is ApprovalChangeKind.New).Select(change => change.SnapshotId).ToList();
            var result = ApprovalResult.Of(night.Approval, changes);
            return night.Approval.Approved.All(id => candidates.Contains(id) != told.Contains(id))
                && changes.All(change => (change.Change is ApprovalChangeKind.Gone) == !listed.Contains(change.SnapshotId))
                && changes.All(change => (change.Change is ApprovalChangeKind.Gone) == (change.Reason is null))
                && added.All(id => !night.Planned.Contains(id) && !candidates.Contains(id))
                && result.Gone + result.Kept + result.New == changes.Count;
        });

    [Fact]
    public void The_cap_holds_and_the_percentage_does_not() =>
        ForEvery(night => night.Plan.Planned <= night.Inputs.Safeguards.MaxDeletions && !night.Plan.IsTooLarge);

    /// <summary>A night's plan, some of which was approved, and a later night, when some snapshots are gone and some are others.</summary>
    private sealed class Approved
    {
        private readonly Inventory _inventory;

        public Approved(int seed)
        {
            var random = new Random(seed);
            var before = new RandomEstate(seed);
            var later = random.Next(3) == 0 ? new RandomEstate(seed + 7) : before;
            _inventory = later.Inventory with { Snapshots = [.. later.Inventory.Snapshots.Where(_ => random.Next(5) > 0)] };
            Inputs = later.Inputs;
            Planned = before.Plan.Due.Take(before.Plan.Planned).Select(snapshot => snapshot.Id).ToHashSet();
            Named = before.Inventory.Snapshots.Select(snapshot => snapshot.Id).Where(_ => random.Next(2) == 0).ToHashSet();
            Approval = new ApprovedPlan(Given.Now, Planned, Planned.Where(Named.Contains).ToHashSet());
            Plan = PlanWith(Approval.Onto(Inputs.Safeguards));
        }

        public PlanInputs Inputs { get; }

        public HashSet<string> Planned { get; }

        public HashSet<string> Named { get; }

        public ApprovedPlan Approval { get; }

        public Plan Plan { get; }

        public HashSet<string> Listed => [.. _inventory.Snapshots.Select(snapshot => snapshot.Id)];

        public Plan PlanWith(Safeguards safeguards) => Planner.Plan(_inventory, Inputs with { Safeguards = safeguards }, Given.Now);
    }
}
