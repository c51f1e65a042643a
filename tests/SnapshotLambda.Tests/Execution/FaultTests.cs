using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Pacing;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Execution;

[Collection(nameof(ProcessWideState))]
public sealed class FaultTests
{
    private static readonly string Three = $""" "snapshots": [ {Scenario.Old(3)} ] """;

    public static readonly string[] UnreadableReplies =
    [
        "html", "htmlError", "emptyBody", "truncatedXml", "cutReply", "resetBefore", "internalError", "throttle",
    ];

    public static TheoryData<string> Unreadable => [.. UnreadableReplies];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Deletes_nothing_when_no_reply_can_be_read(string fault)
    {
        await using var night = await Scenario.OverAsync(
            Three, Scenario.Faulty(_ => InjectedFault.All.Single(candidate => candidate.Name == fault)));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(3, night.SnapshotIds.Count());
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Counts_no_deletion_as_done_that_it_cannot_know_of(string fault)
    {
        await using var night = await Scenario.OverAsync(
            Three,
            Scenario.Faulty(call => call.Action == "DeleteSnapshot"
                ? InjectedFault.All.Single(candidate => candidate.Name == fault) with { HasEffect = false }
                : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(0, result.Totals.Deleted);
        Assert.Equal(3, result.Totals.Failed + result.Totals.NotAttempted);
        Assert.Equal(3 * (fault == "throttle" ? Backoff.ThrottledAttempts : Backoff.Attempts), night.CallsOf("DeleteSnapshot"));
        Assert.Equal(fault == "throttle" ? RunStatus.Incomplete : RunStatus.PartiallyFailed, result.Status);
    }

    [Fact]
    public async Task Stops_a_region_early_when_every_call_would_fail()
    {
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {Scenario.Old(500)} ] """,
            Scenario.Faulty(call => call.Action == "DeleteSnapshot" ? InjectedFault.ExpiredCredentials : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.PartiallyFailed, 1, 499), (result.Status, result.Totals.Failed, result.Totals.NotAttempted));
        Assert.Equal(1, night.CallsOf("DeleteSnapshot"));
    }

    [Fact]
    public async Task Tells_a_policy_that_denies_everything_from_one_that_protects_some()
    {
        const string Read = """{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*"], "Resource": "*" }""";
        const string Some = """{ "Effect": "Allow", "Action": "ec2:DeleteSnapshot", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Free": "yes" } } }""";
        var region = $""" "snapshots": [ {Scenario.Old(20)}, {Scenario.Old(20, "free").Replace(""" "ageDays":""", """ "tags": { "Free": "yes" }, "ageDays":""", StringComparison.Ordinal)} ] """;
        await using var everything = await Scenario.WithRoleAsync(region, $"[{Read}]");
        await using var some = await Scenario.WithRoleAsync(region, $"[{Read}, {Some}]");

        var denied = await everything.RunAsync(Scenario.Delete());
        var result = await some.RunAsync(Scenario.Delete());

        Assert.Equal(
            (RunStatus.PartiallyFailed, "UnauthorizedOperation", 3, 37),
            (denied.Status, denied.Reason, denied.Totals.Failed, denied.Totals.NotAttempted));
        Assert.Equal(
            (RunStatus.PartiallyFailed, 20, 20, 0),
            (result.Status, result.Totals.Deleted, result.Totals.Failed, result.Totals.NotAttempted));
    }

    [Fact]
    public async Task Denied_reading_is_a_failure_in_a_named_region_and_not_allowed_among_all()
    {
        const string OneRegion = """[{ "Effect": "Allow", "Action": "ec2:DescribeRegions", "Resource": "*" }]""";
        await using var night = await Scenario.WithRoleAsync(Three, OneRegion);

        var named = await night.RunAsync(Scenario.Delete());
        var all = await night.RunAsync(Scenario.Delete(""" "regions": ["all"] """));

        Assert.NotEqual(RunStatus.Succeeded, named.Status);
        Assert.Equal(RegionStatus.NotAllowed, Assert.Single(all.Regions).Status);
        Assert.Equal((RunStatus.Failed, "NotAllowed"), (all.Status, all.Reason));
        Assert.Contains("ec2:DescribeSnapshots", all.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_denied_region_among_all_counts_as_nothing()
    {
        await using var night = await Scenario.OverRegionsAsync(
            $$"""{ "name": "us-east-1", "snapshots": [ {{Scenario.Old(3)}} ] }, { "name": "eu-west-1" }""",
            Scenario.Faulty(call => call is { Region: "eu-west-1" } ? new InjectedFault("denied")
            {
                Error = _ => new ApiError("UnauthorizedOperation", "with an explicit deny in a service control policy", 403),
            } : null));

        var result = await night.RunAsync(Scenario.Delete(""" "regions": ["all"] """));

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Equal(RegionStatus.NotAllowed, result.Regions[0].Status);
    }

    [Fact]
    public async Task No_region_left_of_all_is_a_failure_and_not_a_quiet_success()
    {
        await using var night = await Scenario.OverAsync(Three);

        var result = await night.RunAsync(Scenario.Delete(""" "regions": ["all"], "excludeRegions": ["us-east-1"] """));

        Assert.Equal((RunStatus.Failed, "NoRegions"), (result.Status, result.Reason));
    }

    [Fact]
    public async Task A_region_that_hangs_holds_up_no_other_and_comes_to_an_end()
    {
        await using var night = await Scenario.OverRegionsAsync(
            $$"""{ "name": "us-east-1", "snapshots": [ {{Scenario.Old(3)}} ] }, { "name": "eu-west-1", "snapshots": [ {{Scenario.Old(4)}} ] }""",
            Scenario.Faulty(call => call is { Region: "eu-west-1", Action: "DescribeSnapshots" }
                ? InjectedFault.Slow
                : null) with
            {
                Time = new FakeTimeProvider(),
            });

        var running = night.RunAsync(Scenario.Delete(""" "regions": ["us-east-1", "eu-west-1"] """));
        while (night.Log.Of("region_finished").Count == 0) await Task.Yield();
        var others = night.Log.Of("region_finished").Select(line => line["region"]).ToList();
        while (!running.IsCompleted)
        {
            night.Time.ExpireLimits();
            await Task.Yield();
        }

        var result = await running;
        Assert.Equal(["us-east-1"], others);
        Assert.Equal((RunStatus.Failed, 3), (result.Status, result.Totals.Deleted));
        Assert.Equal(
            [(RegionStatus.Succeeded, null), (RegionStatus.Failed, "Deadline")],
            result.Regions.Select(region => (region.Status, region.Reason)));
        Assert.Contains("DescribeSnapshots had no", result.Regions[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_STS_that_is_silent_until_the_deadline_is_named_with_what_to_check()
    {
        await using var night = await Scenario.OverAsync(
            Three,
            Scenario.Faulty(call => call.Action == "GetCallerIdentity" ? InjectedFault.Slow : null) with { Time = new FakeTimeProvider() });

        var running = night.RunAsync(Scenario.Delete());
        while (!running.IsCompleted)
        {
            night.Time.ExpireLimits();
            await Task.Yield();
        }

        var result = await running;
        Assert.Equal((RunStatus.Failed, "Deadline"), (result.Status, result.Reason));
        Assert.Contains("GetCallerIdentity had no", result.Message, StringComparison.Ordinal);
        Assert.Contains("can reach STS in us-east-1", result.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("more time", result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_as_gone_already_what_another_deleted_after_a_throttle()
    {
        Scenario night = null!;
        var isThrottled = false;
        night = await Scenario.OverAsync(Three, Scenario.Faulty(call =>
        {
            if (call.Action != "DeleteSnapshot" || isThrottled) return null;
            isThrottled = true;
            night.DeleteBehind("snap-old-0000");
            return InjectedFault.Throttle;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((2, 1), (result.Totals.Deleted, result.Totals.AlreadyGone));
    }
}
