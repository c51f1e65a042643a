using Microsoft.Extensions.Logging.Abstractions;
using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Runs;

namespace SnapshotLambda.Tests.Runs;

/// <summary>
/// What a run says happened and what it says to do next, for every way that a region ends in, alone and beside every other.
/// </summary>
public sealed class TrueWordsTests
{
    private static readonly AwsError Denied = new(ErrorClass.Denied, "UnauthorizedOperation", "You are not authorized.", "r", 403);
    private static readonly AwsError Throttled = new(ErrorClass.Throttled, "RequestLimitExceeded", "Request limit exceeded.", "r", 503);
    private static readonly AwsError Ignored = new(ErrorClass.Systemic, FaultCode.DryRunIgnored, "It was done.", "r", 200);
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero);

    private static readonly EarlyStop?[] Stops =
    [
        null,
        EarlyStop.Cap,
        EarlyStop.Deadline,
        EarlyStop.Throttled,
        EarlyStop.Systemic("ExpiredToken"),
        EarlyStop.Systemic(FaultCode.DryRunIgnored),
        EarlyStop.Tagging(Denied, "ec2:CreateTags"),
        EarlyStop.NotInRecycleBin("snap-0", isCertain: true),
        EarlyStop.NotInRecycleBin("snap-0", isCertain: false),
        EarlyStop.RecycleBinUnchecked("snap-0"),
        EarlyStop.RecycleBinUnreadable("snap-0", isCertain: true, Denied),
        EarlyStop.Memory,
        EarlyStop.Unseen(Denied),
        EarlyStop.Unseen(Throttled),
    ];

    private static readonly Exception[] Failures =
    [
        RegionNotReadableException.Of(Guard.Locks, new AwsCallException(Denied)),
        RegionNotReadableException.Of(Guard.Images, new AwsCallException(Throttled)),
        RegionNotReadableException.OfVolumes(new AwsCallException(Denied)),
        RegionNotReadableException.OfAll([
            RegionNotReadableException.Of(Guard.Locks, new AwsCallException(Denied)),
            RegionNotReadableException.OfVolumes(new AwsCallException(Denied)),
        ])!,
        new RegionNotReadableException(RegionStatus.Failed, "UnauthorizedOperation", "The snapshots could not be listed."),
        new RegionNotReadableException(RegionStatus.NotAllowed, "UnauthorizedOperation", "A policy denies this region."),
        new RegionNotReadableException(
            RegionStatus.Refused, "WrongAccount", "The role leads into another account: nothing was read or deleted."),
        new DeadlineException(),
        new AwsCallException(Denied),
        new InvalidOperationException("A bug."),
    ];

    private static readonly FenceVerdict[] Verdicts =
        [
            FenceVerdict.Open("snap-1"), FenceVerdict.Closed(3, "no"), FenceVerdict.Unanswered(Denied), FenceVerdict.Unanswered(Ignored),
            FenceVerdict.Unanswered(Ignored with { IsUnsent = true }),
        ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Message_and_next_step_never_contradict_each_other(bool dryRun)
    {
        var ends = EveryEnd(dryRun).ToList();
        Assert.InRange(ends.Count, dryRun ? 15 : 40, 500);
        Assert.Equal(
            Enum.GetValues<RegionStatus>()
                .Where(status => !dryRun || status is not (RegionStatus.Incomplete or RegionStatus.PartiallyFailed)),
            ends.Select(end => end.Status).Distinct().Order());

        foreach (var one in ends)
        {
            Check(dryRun, one);
            foreach (var other in ends) Check(dryRun, one, other with { Region = "eu-west-1" });
        }
    }

    private static void Check(bool dryRun, params RegionResult[] regions)
    {
        var result = new RunResultBuilder("run", dryRun, Now).Of(regions);
        var step = result.NextStep ?? "";
        var both = $"{result.Status} {result.Reason}: {result.Message} → {step}";
        bool Says(string text) => result.Message.Contains(text, StringComparison.OrdinalIgnoreCase);
        bool Asks(string text) => step.Contains(text, StringComparison.OrdinalIgnoreCase);

        // What may be gone is not called safe, by either of them, and is never followed by an invitation to go on.
        if (Says("may be gone") || Says("was deleted and") || Says("may have been deleted"))
            Assert.False(Asks("nothing was") || Asks(""" "dryRun": false """) || Says("nothing was deleted"), both);
        if (Asks("nothing was lost") || (result.Totals.Deleted > 0 && regions.Length == 1)) Assert.False(Asks("nothing was"), both);
        if (Asks("nothing was deleted there")) Assert.Equal(0, regions.Single(region => Asks($"what {region.Region} asks")).Deleted ?? 0);

        // What has to be done first is not called nothing to do.
        if (Says("grant ") || Says("would meet"))
            Assert.False(step.StartsWith("Nothing", StringComparison.Ordinal) || step.Length == 0, both);
        Assert.True(step.Length > 0 || result.Status is RunStatus.Succeeded, both);
        if (result.Status is not (RunStatus.Succeeded or RunStatus.Incomplete))
            Assert.False(step.StartsWith("Nothing", StringComparison.Ordinal), both);
        if (Asks(""" "dryRun": false """))
            Assert.True(dryRun && result.Status is RunStatus.Succeeded && !regions.Any(region => region.WouldRefuse), both);
        if (Asks("Read the failures")) Assert.True(result.Totals.Failed > 0, both);

        // Of one region, or of none that went on, no others are spoken of; and both speak of the same one.
        if (Asks("other regions")) Assert.True(regions.Length > 1 && regions.Any(region => region.Status is not RegionStatus.Failed), both);
        foreach (var named in regions.Where(region => regions.Length > 1 && Asks(region.Region)))
            Assert.True(Says($"{named.Region}: "), both);

        // A dry run says that a real one would be refused exactly where it would be stopped before any deletion by what it found.
        Assert.All(
            regions,
            region => Assert.Equal(
                dryRun
                    && (region.Status is RegionStatus.Refused
                        || region.Reason is StopReason.MaxDeletePercent
                        || region is { Status: RegionStatus.Failed, PlanDigest: not null }),
                region.WouldRefuse));
    }

    private static IEnumerable<RegionResult> EveryEnd(bool dryRun)
    {
        var builder = new RegionResultBuilder("111122223333", "us-east-1", dryRun, []);
        var log = new RegionLog(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun, verbose: false);
        foreach (var failure in Failures) yield return RegionFailure.Of(failure, builder, log, isLate: false);
        foreach (var count in (int[])[0, 3, 20])
        {
            foreach (var graceDays in (int[])[0, 3])
            {
                var plan = PlanOf(count, graceDays);
                var all = plan.Candidates;
                foreach (var verdict in Verdicts)
                {
                    yield return dryRun
                        ? builder.WouldStop(
                            plan, [.. all.Select(SnapshotOutcome.NotAttempted)], verdict.Status, verdict.Reason!, verdict.Message)
                        : builder.Stopped(plan, verdict.Status, verdict.Reason!, verdict.Message);
                }

                if (dryRun)
                {
                    yield return builder.Dry(
                        plan,
                        [.. plan.Due.Select(SnapshotOutcome.WouldDelete), .. plan.ToMark.Select(SnapshotOutcome.WouldMark)],
                        maxDeletePercent: 50);
                    continue;
                }

                if (plan.IsTooLarge) yield return builder.TooLarge(plan, maxDeletePercent: 50);
                foreach (var stop in Stops)
                {
                    yield return builder.Real(plan, [.. all.Select(SnapshotOutcome.NotAttempted)], stop);
                    yield return builder.Real(
                        plan,
                        [.. all.Select(
                            (snapshot, i) => i == 0 ? SnapshotOutcome.Deleted(snapshot) : SnapshotOutcome.NotAttempted(snapshot))],
                        stop);
                    yield return builder.Real(
                        plan,
                        [.. all.Select(
                            (snapshot, i) => i == 0 ? SnapshotOutcome.Failed(snapshot, Denied, 1) : SnapshotOutcome.Deleted(snapshot))],
                        stop);
                    yield return builder.Real(
                        plan,
                        [.. plan.Due.Select(SnapshotOutcome.Deleted), .. plan.ToMark.Select(SnapshotOutcome.Marked)],
                        stop,
                        new MarkRemovalCounts(1, 1));
                }
            }
        }
    }

    private static Plan PlanOf(int count, int graceDays)
    {
        var snapshots = Enumerable.Range(0, count).Select(i => new Snapshot
        {
            Id = $"snap-{i}",
            VolumeId = $"vol-{i}",
            StartTime = Now.AddDays(-90 - i),
            State = SnapshotState.Completed,
            Tier = StorageTier.Standard,
        }).ToList();
        return Planner.Plan(new Inventory(snapshots, new HashSet<string>(), []), (Inputs.Default with { ReferenceTime = Now })
            .Retaining(retention => retention with { KeepLatestPerVolume = 0 })
            .Guarded(safeguards => safeguards with { GraceDays = graceDays }), Now);
    }
}
