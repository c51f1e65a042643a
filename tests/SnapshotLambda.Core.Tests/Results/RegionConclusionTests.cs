using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class RegionConclusionTests
{
    private static readonly AwsError Denied = new(ErrorClass.Denied, "UnauthorizedOperation", "no", "req-1", 403);
    private static readonly RegionConclusion Real = new("111122223333", "us-east-1", DryRun: false, []);
    private static readonly RegionConclusion Dry = new("111122223333", "us-east-1", DryRun: true, ["images"]);

    private static Plan PlanOf(int candidates, int cap = 100_000, int percent = 100) =>
        Given.Plan(Given.NoFloor with { MaxDeletions = cap, MaxDeletePercent = percent }, [.. Enumerable.Range(0, candidates).Select(i => Given.Snapshot($"snap-{i:D3}", 100 - i))]);

    [Fact]
    public void Succeeds_when_all_are_gone_and_says_what_they_could_free_at_most()
    {
        var plan = PlanOf(3);

        var result = Real.Real(plan, [Deletion.Deleted(plan.Candidates[0]), Deletion.AlreadyGone(plan.Candidates[1]), Deletion.Deleted(plan.Candidates[2])], Stop.None);

        Assert.Equal(RegionStatus.Succeeded, result.Status);
        Assert.Null(result.Reason);
        Assert.Equal((2, 1, 0), (result.Deleted, result.AlreadyGone, result.Remaining));
        Assert.Equal(2L * 8 * 1024 * 1024 * 1024, result.FullSizeBytes);
        Assert.Equal(["snap-000", "snap-002"], result.Sample.Select(sample => sample.SnapshotId));
        Assert.Null(result.WouldDelete);
        Assert.Equal("off", result.Fence);
    }

    [Theory]
    [InlineData(40, 10, "30 more remain to be deleted (about 3 more runs like this one), since maxDeletions is reached.")]
    [InlineData(41, 10, "31 more remain to be deleted (about 4 more runs like this one), since maxDeletions is reached.")]
    [InlineData(20, 10, "10 more remain to be deleted (one more run like this one), since maxDeletions is reached.")]
    [InlineData(20, 0, "Deleted 0 of 20 snapshots; 20 more remain to be deleted, since maxDeletions is reached.")]
    public void Says_how_many_runs_what_remains_would_take(int candidates, int cap, string ending)
    {
        var plan = PlanOf(candidates, cap);
        var deletions = plan.Candidates.Select((snapshot, i) => i < cap ? Deletion.Deleted(snapshot) : Deletion.Kept(snapshot, Reason.OverCap)).ToList();

        Assert.EndsWith(ending, Real.Real(plan, deletions, Stop.None).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, "13 more remain to be deleted (about 2 more runs like this one), since the time limit came near.")]
    [InlineData(0, "Deleted 0 of 20 snapshots; 20 more remain to be deleted, since the time limit came near.")]
    public void Says_so_where_time_ran_out_too(int deleted, string ending)
    {
        var plan = PlanOf(20);
        List<Deletion> deletions = [.. plan.Candidates.Select((snapshot, i) => i < deleted ? Deletion.Deleted(snapshot) : Deletion.NotAttempted(snapshot))];

        Assert.EndsWith(ending, Real.Real(plan, deletions, Stop.Deadline).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("like this one", Real.Real(plan, deletions, Stop.Systemic("RequestExpired")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_in_part_when_a_deletion_failed_for_good_and_lists_the_first_twenty()
    {
        var plan = PlanOf(25);

        var result = Real.Real(plan, [.. plan.Candidates.Select(snapshot => Deletion.Failed(snapshot, Denied, 1))], Stop.None);

        Assert.Equal(RegionStatus.PartiallyFailed, result.Status);
        Assert.Equal(25, result.Failed);
        Assert.Equal(20, result.Failures.Count);
        Assert.Equal(new DeletionFailure("snap-000", "UnauthorizedOperation", "no", "req-1", 1), result.Failures[0]);
    }

    [Fact]
    public void Names_the_systemic_error_that_stopped_it()
    {
        var plan = PlanOf(3);

        var result = Real.Real(
            plan,
            [Deletion.Failed(plan.Candidates[0], Denied, 1), Deletion.NotAttempted(plan.Candidates[1]), Deletion.NotAttempted(plan.Candidates[2])],
            Stop.Systemic("ExpiredToken"));

        Assert.Equal((RegionStatus.PartiallyFailed, "ExpiredToken"), (result.Status, result.Reason));
        Assert.Equal(2, result.Remaining);
    }

    [Fact]
    public void Is_incomplete_when_the_deadline_or_the_cap_leaves_some()
    {
        var plan = PlanOf(2);

        var late = Real.Real(plan, [Deletion.Deleted(plan.Candidates[0]), Deletion.NotAttempted(plan.Candidates[1])], Stop.Deadline);
        var capped = Real.Real(plan, [Deletion.Deleted(plan.Candidates[0]), Deletion.Kept(plan.Candidates[1], Reason.OverCap)], Stop.None);

        Assert.Equal((RegionStatus.Incomplete, "Deadline", 1), (late.Status, late.Reason, late.Remaining));
        Assert.Equal((RegionStatus.Incomplete, "Cap", 1), (capped.Status, capped.Reason, capped.Remaining));
        Assert.Equal(1, capped.Kept["OverCap"]);
    }

    [Fact]
    public void Refuses_a_plan_that_is_too_large_and_a_dry_run_says_that_it_would()
    {
        var plan = PlanOf(20, percent: 50);

        var refused = Real.TooLarge(plan, 50);
        var dry = Dry.Dry(plan, [.. plan.Candidates.Select(Deletion.WouldDelete)], 50);

        Assert.Equal((RegionStatus.Refused, "MaxDeletePercent", 20, 0), (refused.Status, refused.Reason, refused.NotAttempted, refused.Deleted));
        Assert.Equal((RegionStatus.Succeeded, true, 20), (dry.Status, dry.WouldRefuse, dry.WouldDelete));
        Assert.Equal(["images"], dry.SkippedGuards);
        Assert.Contains("20 of 20", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.AddUp && dry.AddUp);
    }

    [Fact]
    public void Sums_regions_up_without_losing_a_count()
    {
        var plan = PlanOf(4);
        var one = Real.Real(plan, [.. plan.Candidates.Select(Deletion.Deleted)], Stop.None);
        var two = Real.Real(plan, [.. plan.Candidates.Select(snapshot => Deletion.Failed(snapshot, Denied, 1))], Stop.None);

        var sum = RegionConclusion.SummedUp([one, two], dryRun: false);

        Assert.Equal((8, 4, 4, RegionStatus.PartiallyFailed), (sum.Scanned, sum.Deleted, sum.Failed, sum.Status));
        Assert.True(sum.AddUp);
    }
}
