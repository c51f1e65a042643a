using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;

namespace SnapshotLambda.Tests.Execution;

public sealed class DeletionLoopTests
{
    [Fact]
    public async Task A_bug_in_the_loop_loses_no_count()
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(20));
        var log = new RegionLog(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun: false, verbose: false);

        // Three denials make it probe, for which this EC2 has no answer.
        using var ec2 = new ScriptedEc2(
            () => throw new AwsCallException(new AwsError(ErrorClass.Denied, "UnauthorizedOperation", "No.", "r", 403)),
            isStillThere: true);
        var pace = new AdaptiveRateLimiter(100, 1, time);
        var call = new RetryingCall(pace, deadline, time, new Random(1));
        var deletion = new SnapshotDeleter(ec2, sharing: null, call);
        var recycleBin = new RecycleBinTagging(RecycleBin.Off, null!, null!);
        Snapshot[] candidates = [.. Enumerable.Range(0, 10)
            .Select(i => new Snapshot { Id = $"snap-{i}", StartTime = DateTimeOffset.UnixEpoch, State = SnapshotState.Completed })];

        var lastLook = LastLook.Of((Inputs.Default with { ReferenceTime = time.GetUtcNow().AddDays(30) })
                .Retaining(retention => retention with { Copies = Copies.AgeOnly, Archived = ArchivedSnapshots.After90Days }),
            (_, _) => [], Array.Empty<int>().ToLookup(_ => ""));

        var (deletions, _, stop) = await new DeletionLoop(
            deletion,
            new LookAhead(ec2, lastLook, log, RegionReports.None),
            recycleBin,
            new DenialProbe(call, ec2.DenialOfDeletionAsync),
            pace,
            deadline,
            log).RunAsync(candidates, candidates.Length, cap: 5);

        Assert.Equal((nameof(NotSupportedException), true), (stop!.Reason, stop.IsFault));
        Assert.Equal((3, 5, 2), (Count(OutcomeKind.Failed), Count(OutcomeKind.NotAttempted), Count(OutcomeKind.Kept)));
        Assert.Equal(candidates, deletions.Select(one => one.Snapshot));

        int Count(OutcomeKind outcome) => deletions.Count(one => one.Kind == outcome);
    }

    [Fact]
    public async Task A_process_without_memory_is_no_snapshot_s_failure()
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(20));
        var log = new RegionLog(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun: false, verbose: false);
        var sent = 0;
        using var ec2 = new ScriptedEc2(
            () => throw (++sent == 1
                ? new AwsCallException(AwsErrorMapper.Of(new InsufficientMemoryException()))
                : new InsufficientMemoryException()),
            isStillThere: true);
        var pace = new AdaptiveRateLimiter(100, 1, time);
        var call = new RetryingCall(pace, deadline, time, new Random(1));
        var deletion = new SnapshotDeleter(ec2, sharing: null, call);
        Snapshot[] candidates = [.. Enumerable.Range(0, 10)
            .Select(i => new Snapshot { Id = $"snap-{i}", StartTime = DateTimeOffset.UnixEpoch, State = SnapshotState.Completed })];
        var lastLook = LastLook.Of((Inputs.Default with { ReferenceTime = time.GetUtcNow().AddDays(30) })
                .Retaining(retention => retention with { Copies = Copies.AgeOnly, Archived = ArchivedSnapshots.After90Days }),
            (_, _) => [], Array.Empty<int>().ToLookup(_ => ""));

        foreach (var _ in (int[])[1, 2])
        {
            var (deletions, _, stop) = await new DeletionLoop(
                deletion,
                new LookAhead(ec2, lastLook, log, RegionReports.None),
                new RecycleBinTagging(RecycleBin.Off, null!, null!),
                new DenialProbe(call, ec2.DenialOfDeletionAsync),
                pace,
                deadline,
                log)
                .RunAsync(candidates, candidates.Length, cap: 10);

            Assert.Equal(("OutOfMemory", true), (stop!.Reason, stop.IsFault));
            Assert.All(deletions, one => Assert.Contains(one.Kind, new[] { OutcomeKind.NotAttempted, OutcomeKind.Kept }));
        }
    }
}
