using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class MarkedResultTests
{
    private static readonly AwsError Denied = new(ErrorClass.Denied, "UnauthorizedOperation", "no", "req-1", 403);
    private static readonly RegionResultBuilder Real = new("111122223333", "us-east-1", DryRun: false, []);
    private static readonly RegionResultBuilder Dry = new("111122223333", "us-east-1", DryRun: true, []);

    /// <summary>Two that are due, three to be marked, one to lose its mark.</summary>
    private static readonly Plan Mixed = Given.Plan(
        Given.NoFloor.Guarded(safeguards => safeguards with { GraceDays = 7, MaxDeletions = 1 }),
        [
            .. Enumerable.Range(0, 2).Select(i => Given.Snapshot($"due{i}", 100, tags: (OwnTags.DeleteAfter, "2026-06-01"))),
            .. Enumerable.Range(0, 3).Select(i => Given.Snapshot($"new{i}", 50)),
            Given.Snapshot("saved", tags: [(OwnTags.DeleteAfter, "2026-06-01"), ("DoNotDelete", "")]),
        ]);

    [Fact]
    public void A_night_that_only_marks_says_so()
    {
        var plan = Given.Plan(
            Given.NoFloor.Guarded(safeguards => safeguards with { GraceDays = 7 }), Given.Snapshot("a"), Given.Snapshot("b"));

        var result = Real.Real(plan, [.. plan.ToMark.Select(SnapshotOutcome.Marked)], null);

        Assert.Equal((RegionStatus.Succeeded, 0, 2, 0), (result.Status, result.Deleted, result.Marked, result.Remaining));
        Assert.Equal("Marked 2 of 2 snapshots to be deleted after 2026-07-08.", result.Message);
        Assert.Empty(result.Sample);
        Assert.Equal(0, result.FullSizeBytes);
        Assert.Contains(
            "DoNotDelete", NextStep.After([result], Totals.Of([result], dryRun: false), dryRun: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_was_deleted_marked_and_saved()
    {
        var result = Real.Real(Mixed, [
            SnapshotOutcome.Deleted(Mixed.Due[0]),
            SnapshotOutcome.Kept(Mixed.Due[1], Reason.OverCap),
            .. Mixed.ToMark.Select(SnapshotOutcome.Marked),
        ], null, new MarkRemovalCounts(1, 0));

        Assert.Equal((RegionStatus.Incomplete, "Cap", 1), (result.Status, result.Reason, result.Remaining));
        Assert.Equal(
            "Deleted 1 of 6 snapshots; marked 3 to be deleted after 2026-07-08; marks taken off: 1; 1 more remain (one more run like this one), since maxDeletions is reached.",
            result.Message);
        Assert.True(result.AddUp);
    }

    [Fact]
    public void Reckons_the_runs_that_remain_by_deletions_where_the_cap_stopped_it_and_by_marks_too_where_time_did()
    {
        var plan = Given.Plan(
            Given.NoFloor.Guarded(safeguards => safeguards with { GraceDays = 7, MaxDeletions = 2 }),
            [
                .. Enumerable.Range(0, 6).Select(i => Given.Snapshot($"due{i}", 100 - i, tags: (OwnTags.DeleteAfter, "2026-06-01"))),
                .. Enumerable.Range(0, 9).Select(i => Given.Snapshot($"new{i}", 50 - i)),
            ]);
        List<SnapshotOutcome> due =
        [
            .. plan.Due.Select((snapshot, i) => i < 2 ? SnapshotOutcome.Deleted(snapshot) : SnapshotOutcome.Kept(snapshot, Reason.OverCap)),
        ];

        var capped = Real.Real(plan, [.. due, .. plan.ToMark.Select(SnapshotOutcome.Marked)], null);
        var late = Real.Real(plan, [
            .. due,
            .. plan.ToMark.Select((snapshot, i) => i < 1 ? SnapshotOutcome.Marked(snapshot) : SnapshotOutcome.NotAttempted(snapshot)),
        ], EarlyStop.Deadline);

        Assert.EndsWith(
            "; 4 more remain (about 2 more runs like this one), since maxDeletions is reached.", capped.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "; 12 more remain (about 4 more runs like this one), since the time limit came near.", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_says_what_would_be_marked_and_unmarked()
    {
        var result = Dry.Dry(Mixed, [
            SnapshotOutcome.WouldDelete(Mixed.Due[0]),
            SnapshotOutcome.Kept(Mixed.Due[1], Reason.OverCap),
            .. Mixed.ToMark.Select(SnapshotOutcome.WouldMark),
        ], 100);

        Assert.Equal((1, 3), (result.WouldDelete, result.WouldMark));
        Assert.Equal(
            "1 of 6 snapshots would be deleted; 1 more wait behind maxDeletions; 3 would be marked to be deleted after 2026-07-08; marks to be taken off: 1.",
            result.Message);
        Assert.True(result.AddUp);
    }

    [Fact]
    public void A_refused_region_marks_nothing()
    {
        var result = Real.TooLarge(Mixed, 1);

        Assert.Equal((0, 0, 5), (result.Deleted, result.Marked, result.NotAttempted));
        Assert.True(result.AddUp);
    }

    [Fact]
    public void A_fault_is_a_failure_in_part_even_where_no_snapshot_failed_and_names_what_to_grant()
    {
        var result = Real.Real(Mixed, [
            SnapshotOutcome.Deleted(Mixed.Due[0]),
            SnapshotOutcome.Deleted(Mixed.Due[1]),
            .. Mixed.ToMark.Select(SnapshotOutcome.NotAttempted),
        ], EarlyStop.Tagging(Denied, "ec2:CreateTags"));

        Assert.Equal((RegionStatus.PartiallyFailed, "UnauthorizedOperation", 3), (result.Status, result.Reason, result.Remaining));
        Assert.EndsWith(
            "3 more remain, since ec2:CreateTags met UnauthorizedOperation: grant ec2:CreateTags.",
            result.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_that_stays_where_it_should_not_is_a_failure_in_part()
    {
        var done = Mixed.Candidates.Select(SnapshotOutcome.AlreadyGone).ToList();

        var failed = Real.Real(Mixed, done, null, new MarkRemovalCounts(0, 1));
        var late = Real.Real(Mixed, done, EarlyStop.Deadline, new MarkRemovalCounts(0, 1));

        Assert.Equal((RegionStatus.PartiallyFailed, "MarksLeft"), (failed.Status, failed.Reason));
        Assert.Contains("marks that could not be taken off: 1", failed.Message, StringComparison.Ordinal);
        Assert.Equal((RegionStatus.Incomplete, "Deadline"), (late.Status, late.Reason));
        Assert.Equal("Deleted 0 of 6 snapshots; marks that could not be taken off: 1; the time limit came near.", late.Message);
    }

    [Fact]
    public void Tells_a_fault_before_what_passes_by_itself()
    {
        var fault = EarlyStop.Systemic("ExpiredToken");

        Assert.Equal(fault, EarlyStop.Worse(EarlyStop.Deadline, fault));
        Assert.Equal(fault, EarlyStop.Worse(fault, EarlyStop.Deadline));
        Assert.Equal(fault, EarlyStop.Worse(null, fault));
        Assert.Equal(EarlyStop.Throttled, EarlyStop.Worse(EarlyStop.Throttled, EarlyStop.Deadline));
        Assert.Equal(EarlyStop.Throttled, EarlyStop.Worse(EarlyStop.Throttled, null));
    }
}
