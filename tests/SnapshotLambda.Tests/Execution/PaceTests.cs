using System.Collections.Concurrent;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Aws;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Execution;

/// <summary>A night gives way to what slows it down, and ends before its time limit.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class PaceTests
{
    private static readonly string Three = $""" "snapshots": [ {Scenario.Old(3)} ] """;

    [Fact]
    public async Task Tries_again_after_throttles_and_passing_faults()
    {
        var calls = new ConcurrentDictionary<string, int>();
        await using var night = await Scenario.OverAsync(Three, Scenario.Faulty(call =>
            calls.AddOrUpdate($"{call.Action} {call.Parameters.Text("SnapshotId")}", 1, (_, times) => times + 1) switch
            {
                1 => InjectedFault.Throttle,
                2 => InjectedFault.Unavailable,
                _ => null,
            }));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
    }

    [Fact]
    public async Task Ends_before_the_time_limit_and_says_what_remains()
    {
        await using var night = await Scenario.OverAsync(Three);

        var late = await night.RunAsync(Scenario.Delete(), remaining: TimeSpan.FromSeconds(19));
        var slow = await night.RunAsync(
            """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "deleteBurst": 1, "deleteRatePerSecond": 0.1, "deadlineMarginSeconds": 5 }""",
            remaining: TimeSpan.FromSeconds(22));

        Assert.Equal((RunStatus.Failed, "Deadline"), (late.Status, late.Reason));
        Assert.Equal((RunStatus.Incomplete, "Deadline", 2, 1), (slow.Status, slow.Reason, slow.Totals.Deleted, slow.Totals.Remaining));
        Assert.Single(night.Log.Of("deadline_reached"), line => (string)line["region"]! == "us-east-1");
    }

    [Fact]
    public async Task Gives_way_to_another_client_for_as_long_as_it_is_there_and_comes_back()
    {
        Scenario night = null!;
        SharedLimit limit = null!;
        night = await Scenario.OverAsync(
            $""" "snapshots": [ {Scenario.Old(900)} ] """,
            Scenario.Faulty(call => call.Action == "DeleteSnapshot" && !limit.TryTake() ? InjectedFault.Throttle : null));
        limit = new SharedLimit(night.Time);
        await using var _ = night;

        var result = await night.RunAsync(
            Scenario.Delete().Replace(
                """ "deleteRatePerSecond": 1000, "deleteBurst": 10000""",
                """ "deleteRatePerSecond": 5, "deleteBurst": 100""",
                StringComparison.Ordinal),
            TimeSpan.FromHours(1));

        Assert.Equal((900, 0), (result.Totals.Deleted + result.Totals.NotAttempted, result.Totals.Failed));
        Assert.InRange(result.Totals.Deleted!.Value, 890, 900);
        var rates = night.Log.Of("throttled").Select(line => (double)line["ratePerSecond"]!).ToList();
        Assert.Contains(rates, rate => rate < 3);
        Assert.NotEmpty(night.Log.Of("pace_recovered"));
        Assert.InRange(limit.Throttled, 1, 120);
    }

    /// <summary>EC2's bucket of 100 refilled at 5 a second, of which another client takes half for the first minute.</summary>
    private sealed class SharedLimit(InstantTime time)
    {
        private readonly long _start = time.GetTimestamp();
        private readonly Lock _gate = new();
        private double _tokens = 100;
        private double _at;

        public int Throttled { get; private set; }

        public bool TryTake()
        {
            lock (_gate)
            {
                var now = time.GetElapsedTime(_start).TotalSeconds;
                var shared = Math.Max(0, Math.Min(now, 60) - _at);
                _tokens = Math.Min(100, _tokens + (shared * 2.5) + ((now - _at - shared) * 5));
                _at = now;
                if (_tokens >= 1)
                {
                    _tokens--;
                    return true;
                }

                Throttled++;
                return false;
            }
        }
    }
}
