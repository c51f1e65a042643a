using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>Several of the things that a plan needs cannot be read: all are named in one run.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class UnreadableGuardsTests
{
    private static readonly string Three = $""" "snapshots": [ {Scenario.Old(3)} ] """;

    private static InjectedFault Denied { get; } = new(
        "denied")
    {
        Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized to perform this operation.", 403),
    };

    private static SandboxOptions Faulty(params (string Action, InjectedFault Fault)[] faults) =>
        Scenario.Faulty(call => faults.Where(one => one.Action == call.Action).Select(one => one.Fault).FirstOrDefault());

    [Fact]
    public async Task Each_of_them_is_named_with_what_to_do_about_it()
    {
        await using var night = await Scenario.OverAsync(
            Three, Faulty(("DescribeLockedSnapshots", Denied), ("DescribeImages", Denied), ("DescribeVolumes", Denied)));

        var result = await night.RunAsync("""{ "dryRun": false }""");

        Assert.Equal((RunStatus.Refused, "GuardUnreadable"), (result.Status, result.Reason));
        string[] said =
        [
            "The guard images could not be read",
            "grant ec2:DescribeImages, or name 'images' in skipGuards.",
            "The guard locks could not be read",
            "grant ec2:DescribeLockedSnapshots, or name 'locks' in skipGuards.",
            "The volumes could not be listed",
            "grant ec2:DescribeVolumes, or set keepLatestPerVolume to 0.",
        ];
        Assert.All(said, text => Assert.Contains(text, result.Message, StringComparison.Ordinal));
        Assert.Equal(["images", "locks"], night.Log.Of("guard_refused").Select(line => $"{line["guard"]}").Order(StringComparer.Ordinal));
        Assert.Equal(3, night.SnapshotIds.Count());
    }

    [Fact]
    public async Task One_that_fails_at_once_does_not_cut_off_another_that_is_still_asked_again()
    {
        await using var night = await Scenario.OverAsync(
            Three, Faulty(("DescribeLockedSnapshots", Denied), ("DescribeImages", InjectedFault.Throttle)));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Contains("The guard locks could not be read (UnauthorizedOperation", result.Message, StringComparison.Ordinal);
        Assert.Contains("The guard images could not be read (RequestLimitExceeded", result.Message, StringComparison.Ordinal);
        Assert.Equal(SnapshotLambda.Pacing.Backoff.ThrottledAttempts, night.CallsOf("DescribeImages"));
    }

    [Fact]
    public async Task Those_that_are_asked_of_candidates_alone_are_all_named_too()
    {
        await using var night = await Scenario.OverAsync(
            $$"""
            "snapshots": [ {{Scenario.Old(3)}}, { "id": "snap-archived", "volumeId": "vol-a", "ageDays": 500, "tier": "archive", "tierAgeDays": 100 } ]
            """,
            Scenario.Faulty(call => call.Action == "DescribeSnapshotAttribute" || call.Parameters.Text("Filter.1.Name") == "snapshot-id"
                ? Denied
                : null));

        var result = await night.RunAsync(Scenario.Look);

        Assert.Equal((RunStatus.Refused, "GuardUnreadable", true), (result.Status, result.Reason, result.Regions[0].WouldRefuse));
        Assert.Contains("The guard archive could not be read", result.Message, StringComparison.Ordinal);
        Assert.Contains("The guard sharing could not be read", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshots_that_cannot_be_listed_to_the_end_end_the_region_and_no_guard_holds_that_up()
    {
        var many = string.Join(
            ", ", Enumerable.Range(0, 1_001).Select(i => $$"""{ "id": "snap-{{i:D4}}", "volumeId": "vol-1", "ageDays": 1 }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {many} ] """, Scenario.Faulty(call =>
            call.Action == "DescribeImages" ? InjectedFault.Slow
            : call.Action == "DescribeSnapshots" && call.Parameters.Text("NextToken") is not null ? Denied
            : null) with
        {
            Time = new FakeTimeProvider(),
        });

        var result = await night.RunAsync(Scenario.Look);

        Assert.Equal((RunStatus.Failed, "UnauthorizedOperation"), (result.Status, result.Reason));
        Assert.StartsWith("The snapshots could not be listed", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_limit_is_kept_and_what_was_unreadable_until_then_is_named()
    {
        await using var night = await Scenario.OverAsync(
            Three,
            Faulty(("DescribeLockedSnapshots", Denied), ("DescribeImages", InjectedFault.Slow)) with { Time = new FakeTimeProvider() });

        var running = night.RunAsync(Scenario.Delete());
        while (night.Log.Of("guard_refused").Count == 0) await Task.Yield();
        while (!running.IsCompleted)
        {
            night.Time.ExpireLimits();
            await Task.Yield();
        }

        var result = await running;
        Assert.Equal((RunStatus.Refused, "GuardUnreadable"), (result.Status, result.Reason));
        Assert.Contains("The guard locks could not be read", result.Message, StringComparison.Ordinal);
    }
}
