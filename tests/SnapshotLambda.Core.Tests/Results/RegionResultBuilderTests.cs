using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class RegionResultBuilderTests
{
    private static readonly AwsError Denied = new(ErrorClass.Denied, "UnauthorizedOperation", "no", "req-1", 403);
    private static readonly RegionResultBuilder Real = new("111122223333", "us-east-1", DryRun: false, []);
    private static readonly RegionResultBuilder Dry = new("111122223333", "us-east-1", DryRun: true, ["images"]);

    private static Plan PlanOf(int candidates, int cap = 100_000, int percent = 100) =>
        Given.Plan(
            Given.NoFloor.Guarded(safeguards => safeguards with { MaxDeletions = cap, MaxDeletePercent = percent }),
            [.. Enumerable.Range(0, candidates).Select(i => Given.Snapshot($"snap-{i:D3}", 100 - i))]);

    [Fact]
    public void Counts_nothing_where_no_plan_came_about_as_the_kind_of_run_counts()
    {
        var real = Real.NotPlanned(RegionStatus.Failed, "Unread", "EC2 could not be read.");
        var dry = Dry.NotPlanned(RegionStatus.Failed, "Unread", "EC2 could not be read.");

        Assert.Equal((0, null, 0, null), (real.Deleted, real.WouldDelete, real.Marked, real.WouldMark));
        Assert.Equal((null, 0, null, 0), (dry.Deleted, dry.WouldDelete, dry.Marked, dry.WouldMark));
        Assert.Equal(
            (RegionStatus.Failed, "Unread", "EC2 could not be read.", null), (real.Status, real.Reason, real.Message, real.PlanDigest));
        Assert.True(real.AddUp && dry.AddUp);
        Assert.False(real.WouldRefuse || dry.WouldRefuse);
    }

    [Fact]
    public void Says_that_a_real_run_would_be_refused_where_what_guards_need_could_not_be_read()
    {
        Assert.True(Dry.NotPlanned(RegionStatus.Refused, "GuardUnreadable", "Why.").WouldRefuse);
        Assert.False(Real.NotPlanned(RegionStatus.Refused, "GuardUnreadable", "Why.").WouldRefuse);
    }

    [Theory]
    [InlineData(3, 100, "3 of 3 snapshots would be deleted.")]
    [InlineData(3, 2, "2 of 3 snapshots would be deleted; 1 more wait behind maxDeletions.")]
    [InlineData(0, 100, "0 of 0 snapshots would be deleted.")]
    public void A_dry_run_says_what_a_real_one_would_do_and_no_more(int candidates, int cap, string message)
    {
        var plan = PlanOf(candidates, cap);

        var result = Dry.Dry(
            plan,
            [.. plan.Candidates.Select(
                (snapshot, i) => i < cap ? SnapshotOutcome.WouldDelete(snapshot) : SnapshotOutcome.Kept(snapshot, Reason.OverCap))],
            100);

        Assert.Equal((RegionStatus.Succeeded, null, false), (result.Status, result.Reason, result.WouldRefuse));
        Assert.Equal(message, result.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Says_that_a_real_run_would_stop_where_a_dry_one_did(bool dryRun)
    {
        var plan = PlanOf(2);

        var result = dryRun
            ? Dry.WouldStop(plan, [.. plan.Candidates.Select(SnapshotOutcome.NotAttempted)], RegionStatus.Refused, "FenceRefused", "Why.")
            : Real.Stopped(plan, RegionStatus.Refused, "FenceRefused", "Why.");

        Assert.Equal(
            (RegionStatus.Refused, "FenceRefused", "Why.", 2, dryRun),
            (result.Status, result.Reason, result.Message, result.NotAttempted, result.WouldRefuse));
    }

    [Fact]
    public void Succeeds_when_all_are_gone_and_says_what_they_could_free_at_most()
    {
        var plan = PlanOf(3);

        var result = Real.Real(plan, [
            SnapshotOutcome.Deleted(plan.Candidates[0]),
            SnapshotOutcome.AlreadyGone(plan.Candidates[1]),
            SnapshotOutcome.Deleted(plan.Candidates[2]),
        ], null);

        Assert.Equal(RegionStatus.Succeeded, result.Status);
        Assert.Null(result.Reason);
        Assert.Equal((2, 1, 0), (result.Deleted, result.AlreadyGone, result.Remaining));
        Assert.Equal(2L * 8 * 1024 * 1024 * 1024, result.FullSizeBytes);
        Assert.Equal(["snap-000", "snap-002"], result.Sample.Select(sample => sample.SnapshotId));
        Assert.Null(result.WouldDelete);
        Assert.Equal("off", result.Fence);
        Assert.Equal("Deleted 2 of 3 snapshots.", result.Message);
    }

    [Theory]
    [InlineData(40, 10, "30 more remain to be deleted (about 3 more runs like this one), since maxDeletions is reached.")]
    [InlineData(41, 10, "31 more remain to be deleted (about 4 more runs like this one), since maxDeletions is reached.")]
    [InlineData(20, 10, "10 more remain to be deleted (one more run like this one), since maxDeletions is reached.")]
    [InlineData(20, 0, "Deleted 0 of 20 snapshots; 20 more remain to be deleted, since maxDeletions is reached.")]
    public void Says_how_many_runs_what_remains_would_take(int candidates, int cap, string ending)
    {
        var plan = PlanOf(candidates, cap);
        var deletions = plan.Candidates.Select(
            (snapshot, i) => i < cap ? SnapshotOutcome.Deleted(snapshot) : SnapshotOutcome.Kept(snapshot, Reason.OverCap)).ToList();

        Assert.EndsWith(ending, Real.Real(plan, deletions, null).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, "13 more remain to be deleted (about 2 more runs like this one), since the time limit came near.")]
    [InlineData(0, "Deleted 0 of 20 snapshots; 20 more remain to be deleted, since the time limit came near.")]
    public void Says_so_where_time_ran_out_too(int deleted, string ending)
    {
        var plan = PlanOf(20);
        List<SnapshotOutcome> deletions = [.. plan.Candidates.Select(
            (snapshot, i) => i < deleted ? SnapshotOutcome.Deleted(snapshot) : SnapshotOutcome.NotAttempted(snapshot))];

        Assert.EndsWith(ending, Real.Real(plan, deletions, EarlyStop.Deadline).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "like this one", Real.Real(plan, deletions, EarlyStop.Systemic("RequestExpired")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_in_part_when_a_deletion_failed_for_good_and_lists_the_first_twenty()
    {
        var plan = PlanOf(25);

        var result = Real.Real(plan, [.. plan.Candidates.Select(snapshot => SnapshotOutcome.Failed(snapshot, Denied, 1))], null);

        Assert.Equal(RegionStatus.PartiallyFailed, result.Status);
        Assert.Equal((25, "DeletionsFailed"), (result.Failed, result.Reason));
        Assert.Equal("Deleted 0 of 25 snapshots; 25 failed for good.", result.Message);
        Assert.Equal(20, result.Failures.Count);
        Assert.Equal(new SnapshotFailure("snap-000", "UnauthorizedOperation", "no", "req-1", 1), result.Failures[0]);
    }

    [Fact]
    public void Names_the_systemic_error_that_stopped_it()
    {
        var plan = PlanOf(3);

        var result = Real.Real(
            plan,
            [
                SnapshotOutcome.Failed(plan.Candidates[0], Denied, 1),
                SnapshotOutcome.NotAttempted(plan.Candidates[1]),
                SnapshotOutcome.NotAttempted(plan.Candidates[2]),
            ],
            EarlyStop.Systemic("ExpiredToken"));

        Assert.Equal((RegionStatus.PartiallyFailed, "ExpiredToken"), (result.Status, result.Reason));
        Assert.Equal(2, result.Remaining);
    }

    [Fact]
    public void Is_incomplete_when_the_deadline_or_the_cap_leaves_some()
    {
        var plan = PlanOf(2);

        var late = Real.Real(
            plan, [SnapshotOutcome.Deleted(plan.Candidates[0]), SnapshotOutcome.NotAttempted(plan.Candidates[1])], EarlyStop.Deadline);
        var capped = Real.Real(
            plan, [SnapshotOutcome.Deleted(plan.Candidates[0]), SnapshotOutcome.Kept(plan.Candidates[1], Reason.OverCap)], null);

        Assert.Equal((RegionStatus.Incomplete, "Deadline", 1), (late.Status, late.Reason, late.Remaining));
        Assert.Equal((RegionStatus.Incomplete, "Cap", 1), (capped.Status, capped.Reason, capped.Remaining));
        Assert.Equal(1, capped.Kept["OverCap"]);
    }

    [Fact]
    public void Refuses_a_plan_that_is_too_large_and_a_dry_run_says_that_it_would()
    {
        var plan = PlanOf(20, percent: 50);

        var refused = Real.TooLarge(plan, 50);
        var dry = Dry.Dry(plan, [.. plan.Candidates.Select(SnapshotOutcome.WouldDelete)], 50);

        Assert.Equal(
            (RegionStatus.Refused, "MaxDeletePercent", 20, 0), (refused.Status, refused.Reason, refused.NotAttempted, refused.Deleted));
        Assert.Equal((RegionStatus.Succeeded, true, 20), (dry.Status, dry.WouldRefuse, dry.WouldDelete));
        Assert.Equal(["images"], dry.SkippedGuards);
        Assert.Equal("MaxDeletePercent", dry.Reason);
        Assert.Equal(
            "Nothing was deleted: the plan deletes 20 of 20 snapshots in scope, more than maxDeletePercent (50 %).", refused.Message);
        Assert.Equal(
            "A real run would be refused: the plan deletes 20 of 20 snapshots in scope, more than maxDeletePercent (50 %).", dry.Message);
        Assert.True(refused.AddUp && dry.AddUp);
    }

    [Fact]
    public void Sums_regions_up_without_losing_a_count()
    {
        var plan = PlanOf(4);
        var one = Real.Real(plan, [.. plan.Candidates.Select(SnapshotOutcome.Deleted)], null);
        var two = Real.Real(plan, [.. plan.Candidates.Select(snapshot => SnapshotOutcome.Failed(snapshot, Denied, 1))], null);

        var sum = RegionResultBuilder.SummedUp([one, two], dryRun: false);

        Assert.Equal((8, 4, 4, RegionStatus.PartiallyFailed), (sum.Scanned, sum.Deleted, sum.Failed, sum.Status));
        Assert.Equal(("several", "2 more"), (sum.Account, sum.Region));
        Assert.Equal("us-east-1: Deleted 0 of 4 snapshots; 4 failed for good.", sum.Message);
        Assert.True(sum.AddUp);
    }

    [Fact]
    public void Says_of_a_sum_that_it_would_be_refused_where_one_of_it_would()
    {
        var (large, small) = (PlanOf(20, percent: 50), PlanOf(2));
        var refused = Dry.Dry(large, [.. large.Candidates.Select(SnapshotOutcome.WouldDelete)], 50);
        var fine = Dry.Dry(small, [.. small.Candidates.Select(SnapshotOutcome.WouldDelete)], 100) with { Account = "444455556666" };

        Assert.True(RegionResultBuilder.SummedUp([fine, refused], dryRun: true).WouldRefuse);
        Assert.False(RegionResultBuilder.SummedUp([fine, fine], dryRun: true).WouldRefuse);
        Assert.Equal(22, RegionResultBuilder.SummedUp([fine, refused], dryRun: true).WouldDelete);
        Assert.StartsWith(
            "us-east-1 of 111122223333: A real run would be refused: ",
            RegionResultBuilder.SummedUp([fine, refused], dryRun: true).Message,
            StringComparison.Ordinal);
    }
}
