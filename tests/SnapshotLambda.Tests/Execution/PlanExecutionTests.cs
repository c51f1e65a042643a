using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Execution;

public sealed class PlanExecutionTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Carries_out_no_plan_that_is_too_large()
    {
        var sent = 0;
        using var ec2 = new ScriptedEc2(() => sent++, isStillThere: true);
        var plan = TooLarge();
        Assert.True(plan.IsTooLarge);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Execution(ec2).RunAsync(plan));

        Assert.Equal(0, sent);
    }

    private PlanExecution Execution(ScriptedEc2 ec2)
    {
        var deadline = new Deadline(_time, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(20));
        var log = new RegionLog(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun: false, verbose: false);
        var random = new Random(1);
        var settings = new RunSettings { ReferenceTime = _time.GetUtcNow() };
        return new PlanExecution(
            ec2,
            sharing: null,
            settings,
            new RetryingCall(pace: null, deadline, _time, random),
            deadline,
            _time,
            random,
            log,
            RegionReports.None)
        {
            RetiredTags = new RetiredTags(ec2, OwnTags.RunOf("f", "run")),
        };
    }

    private Plan TooLarge()
    {
        var now = _time.GetUtcNow();
        Snapshot[] snapshots =
        [
            .. Enumerable.Range(0, 20).Select(i => new Snapshot
            {
                Id = $"snap-{i}",
                VolumeId = $"vol-{i}",
                StartTime = now.AddDays(-90 - i),
                State = SnapshotState.Completed,
                Tier = StorageTier.Standard,
            }),
        ];
        var inputs = (Inputs.Default with { ReferenceTime = now }).Retaining(retention => retention with { KeepLatestPerVolume = 0 });
        return Planner.Plan(new Inventory(snapshots, new HashSet<string>(), []), inputs, now);
    }
}
