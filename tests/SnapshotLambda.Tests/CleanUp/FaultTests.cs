using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Aws;

namespace SnapshotLambda.Tests.CleanUp;

[Collection(nameof(ProcessWideState))]
public sealed class FaultTests
{
    private static readonly string Three = $"\"snapshots\": [ {Night.Old(3)} ]";

    private static SandboxOptions Faulty(Func<ApiCall, Fault?> faults) => new() { RequestLimits = false, Faults = faults };

    public static readonly string[] UnreadableReplies = ["html", "htmlError", "emptyBody", "truncatedXml", "cutReply", "resetBefore", "internalError", "throttle"];

    public static TheoryData<string> Unreadable => [.. UnreadableReplies];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Deletes_nothing_when_no_reply_can_be_read(string fault)
    {
        await using var night = await Night.OverAsync(Three, Faulty(_ => Fault.All.Single(candidate => candidate.Name == fault)));

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(3, night.SnapshotIds.Count());
    }

    [Fact]
    public async Task Refuses_a_region_whose_volumes_cannot_be_read()
    {
        await using var night = await Night.OverAsync(Three, Faulty(call => call.Action == "DescribeVolumes" ? Fault.InternalError : null));

        var result = await night.RunAsync("""{ "dryRun": false }""");

        Assert.Equal((RunStatus.Refused, "VolumesUnreadable"), (result.Status, result.Reason));
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Counts_no_deletion_as_done_that_it_cannot_know_of(string fault)
    {
        await using var night = await Night.OverAsync(Three, Faulty(call => call.Action == "DeleteSnapshot" ? Fault.All.Single(candidate => candidate.Name == fault) with { HasEffect = false } : null));

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal(0, result.Totals.Deleted);
        Assert.Equal(3, result.Totals.Failed + result.Totals.NotAttempted);
        Assert.Equal(15, night.CallsOf("DeleteSnapshot"));
        Assert.Equal(fault == "throttle" ? RunStatus.Incomplete : RunStatus.PartiallyFailed, result.Status);
    }

    [Theory]
    [InlineData("lostReply")]
    [InlineData("cutReply")]
    [InlineData("truncatedXml")]
    [InlineData("internalErrorAfter")]
    public async Task Counts_a_deletion_as_done_whose_reply_was_lost(string fault)
    {
        var struck = new HashSet<string>();
        await using var night = await Night.OverAsync(Three, Faulty(call =>
        {
            lock (struck) return call.Action == "DeleteSnapshot" && struck.Add(call.Parameters.Text("SnapshotId")!) ? Fault.All.Single(candidate => candidate.Name == fault) : null;
        }));

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Empty(night.SnapshotIds);
    }

    [Fact]
    public async Task Tries_again_after_throttles_and_passing_faults()
    {
        var calls = new ConcurrentDictionary<string, int>();
        await using var night = await Night.OverAsync(Three, Faulty(call =>
            calls.AddOrUpdate($"{call.Action} {call.Parameters.Text("SnapshotId")}", 1, (_, times) => times + 1) switch { 1 => Fault.Throttle, 2 => Fault.Unavailable, _ => null }));

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
    }

    [Fact]
    public async Task Stops_a_region_early_when_every_call_would_fail()
    {
        await using var night = await Night.OverAsync($"\"snapshots\": [ {Night.Old(500)} ]", Faulty(call => call.Action == "DeleteSnapshot" ? Fault.ExpiredCredentials : null));

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal((RunStatus.PartiallyFailed, 1, 499), (result.Status, result.Totals.Failed, result.Totals.NotAttempted));
        Assert.Equal(1, night.CallsOf("DeleteSnapshot"));
    }

    [Fact]
    public async Task Tells_a_policy_that_denies_everything_from_one_that_protects_some()
    {
        const string Read = """{ "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*"], "Resource": "*" }""";
        const string Some = """{ "Effect": "Allow", "Action": "ec2:DeleteSnapshot", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/Free": "yes" } } }""";
        var region = $"\"snapshots\": [ {Night.Old(20)}, {Night.Old(20, "free").Replace("\"ageDays\"", "\"tags\": { \"Free\": \"yes\" }, \"ageDays\"", StringComparison.Ordinal)} ]";
        await using var everything = await Night.WithRoleAsync(region, $"[{Read}]");
        await using var some = await Night.WithRoleAsync(region, $"[{Read}, {Some}]");

        var denied = await everything.RunAsync(Night.Delete());
        var result = await some.RunAsync(Night.Delete());

        Assert.Equal((RunStatus.PartiallyFailed, "UnauthorizedOperation", 3, 37), (denied.Status, denied.Reason, denied.Totals.Failed, denied.Totals.NotAttempted));
        Assert.Equal((RunStatus.PartiallyFailed, 20, 20, 0), (result.Status, result.Totals.Deleted, result.Totals.Failed, result.Totals.NotAttempted));
    }

    [Fact]
    public async Task Ends_before_the_time_limit_and_says_what_remains()
    {
        await using var night = await Night.OverAsync(Three);

        var late = await night.RunAsync(Night.Delete(), remaining: TimeSpan.FromSeconds(19));
        var slow = await night.RunAsync("""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "deleteBurst": 1, "deleteRatePerSecond": 0.1, "deadlineMarginSeconds": 5 }""", remaining: TimeSpan.FromSeconds(22));

        Assert.Equal((RunStatus.Failed, "Deadline"), (late.Status, late.Reason));
        Assert.Equal((RunStatus.Incomplete, "Deadline", 2, 1), (slow.Status, slow.Reason, slow.Totals.Deleted, slow.Totals.Remaining));
        Assert.Single(night.Log.Of("deadline_reached"), line => (string)line["region"]! == "us-east-1");
    }

    [Fact]
    public async Task Denied_reading_is_a_failure_in_a_named_region_and_not_allowed_among_all()
    {
        const string OneRegion = """[{ "Effect": "Allow", "Action": "ec2:DescribeRegions", "Resource": "*" }]""";
        await using var night = await Night.WithRoleAsync(Three, OneRegion);

        var named = await night.RunAsync(Night.Delete());
        var all = await night.RunAsync(Night.Delete("\"regions\": [\"all\"]"));

        Assert.NotEqual(RunStatus.Succeeded, named.Status);
        Assert.Equal(RegionStatus.NotAllowed, Assert.Single(all.Regions).Status);
        Assert.Equal((RunStatus.Failed, "NotAllowed"), (all.Status, all.Reason));
        Assert.Contains("ec2:DescribeSnapshots", all.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_denied_region_among_all_counts_as_nothing()
    {
        await using var night = await Night.OverRegionsAsync(
            $$"""{ "name": "us-east-1", "snapshots": [ {{Night.Old(3)}} ] }, { "name": "eu-west-1" }""",
            Faulty(call => call is { Region: "eu-west-1" } ? new Fault("denied") { Error = _ => new ApiError("UnauthorizedOperation", "with an explicit deny in a service control policy", 403) } : null));

        var result = await night.RunAsync(Night.Delete("\"regions\": [\"all\"]"));

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Equal(RegionStatus.NotAllowed, result.Regions[0].Status);
    }

    [Fact]
    public async Task No_region_left_of_all_is_a_failure_and_not_a_quiet_success()
    {
        await using var night = await Night.OverAsync(Three);

        var result = await night.RunAsync(Night.Delete("\"regions\": [\"all\"], \"excludeRegions\": [\"us-east-1\"]"));

        Assert.Equal((RunStatus.Failed, "NoRegions"), (result.Status, result.Reason));
    }

    [Fact]
    public async Task A_region_that_hangs_holds_up_no_other_and_comes_to_an_end()
    {
        await using var night = await Night.OverRegionsAsync(
            $$"""{ "name": "us-east-1", "snapshots": [ {{Night.Old(3)}} ] }, { "name": "eu-west-1", "snapshots": [ {{Night.Old(4)}} ] }""",
            Faulty(call => call is { Region: "eu-west-1", Action: "DescribeSnapshots" } ? Fault.Slow : null) with { Time = new FakeTimeProvider() });

        var running = night.RunAsync(Night.Delete("\"regions\": [\"us-east-1\", \"eu-west-1\"]"));
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
        Assert.Equal([(RegionStatus.Succeeded, null), (RegionStatus.Failed, "Deadline")], result.Regions.Select(region => (region.Status, region.Reason)));
    }

    [Fact]
    public async Task A_listing_whose_token_expires_half_way_deletes_nothing()
    {
        await using var night = await Night.OverAsync($"\"snapshots\": [ {Night.Old(1_500)} ]", new() { RequestLimits = false, PageTokenLifetime = TimeSpan.Zero });

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal((RunStatus.Failed, 1_500), (result.Status, night.SnapshotIds.Count()));
        Assert.Contains("The snapshots could not be listed", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_way_to_another_client_for_as_long_as_it_is_there_and_comes_back()
    {
        Night night = null!;
        SharedLimit limit = null!;
        night = await Night.OverAsync($"\"snapshots\": [ {Night.Old(900)} ]", Faulty(call => call.Action == "DeleteSnapshot" && !limit.TryTake() ? Fault.Throttle : null));
        limit = new SharedLimit(night.Time);
        await using var _ = night;

        var result = await night.RunAsync(Night.Delete().Replace("\"deleteRatePerSecond\": 1000, \"deleteBurst\": 10000", "\"deleteRatePerSecond\": 5, \"deleteBurst\": 100", StringComparison.Ordinal), TimeSpan.FromHours(1));

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
        private readonly long start = time.GetTimestamp();
        private readonly Lock gate = new();
        private double tokens = 100;
        private double at;

        public int Throttled { get; private set; }

        public bool TryTake()
        {
            lock (gate)
            {
                var now = time.GetElapsedTime(start).TotalSeconds;
                var shared = Math.Max(0, Math.Min(now, 60) - at);
                tokens = Math.Min(100, tokens + (shared * 2.5) + ((now - at - shared) * 5));
                at = now;
                if (tokens >= 1)
                {
                    tokens--;
                    return true;
                }

                Throttled++;
                return false;
            }
        }
    }

    [Theory]
    [InlineData("lostReply", false)]
    [InlineData("emptyBody", false)]
    [InlineData("lostReply", true)]
    [InlineData("emptyBody", true)]
    public async Task Lost_replies_never_lift_the_cap(string fault, bool lookUpsFailToo)
    {
        await using var night = await Night.OverAsync($"\"snapshots\": [ {Night.Old(60)} ]", Faulty(call =>
            call.Action == "DeleteSnapshot" ? Fault.All.Single(candidate => candidate.Name == fault)
            : lookUpsFailToo && call.Parameters.Text("Filter.1.Name") == "snapshot-id" ? Fault.Html
            : null));

        var result = await night.RunAsync(Night.Delete("\"maxDeletions\": 5"));

        Assert.Equal(55, night.SnapshotIds.Count());
        Assert.Equal(lookUpsFailToo ? (0, 5) : (5, 0), (result.Totals.Deleted, result.Totals.Failed));
        Assert.Equal(55, result.Totals.Kept["OverCap"]);
    }

    [Theory]
    [InlineData(true, 5, 0)]
    [InlineData(false, 0, 5)]
    public async Task Nor_do_they_where_listings_lag_behind(bool firstReplyAlone, int deleted, int failed)
    {
        var struck = new ConcurrentDictionary<string, bool>();
        await using var night = await Night.OverAsync($"\"snapshots\": [ {Night.Old(60)} ]", Faulty(call =>
            call.Action == "DeleteSnapshot" && (struck.TryAdd(call.Parameters.Text("SnapshotId")!, true) || !firstReplyAlone) ? Fault.LostReply : null) with
        { DeletedStillListed = TimeSpan.FromHours(1) });

        var result = await night.RunAsync(Night.Delete("\"maxDeletions\": 5"));

        Assert.Equal(5, night.Calls.Where(call => call.Action == "DeleteSnapshot").Select(call => call.Parameters["SnapshotId"]).Distinct().Count());
        Assert.Equal((deleted, failed, 0), (result.Totals.Deleted, result.Totals.Failed, result.Totals.AlreadyGone));
        Assert.Equal(55, result.Totals.Kept["OverCap"]);
        Assert.Equal(5, night.Log.Of("snapshot_deleted").Count + night.Log.Of("snapshot_may_be_deleted").Count);
    }

    [Fact]
    public async Task What_is_gone_after_a_lost_reply_is_deleted_whatever_a_look_up_would_say()
    {
        var struck = new ConcurrentDictionary<string, bool>();
        await using var night = await Night.OverAsync(Three, Faulty(call =>
            call.Action == "DeleteSnapshot" && struck.TryAdd(call.Parameters.Text("SnapshotId")!, true) ? Fault.LostReply
            : call.Parameters.Text("Filter.1.Name") == "snapshot-id" ? Fault.Html
            : null));

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Equal(3, night.Log.Of("snapshot_deleted").Count);
    }

    [Fact]
    public async Task Counts_as_gone_already_what_another_deleted_after_a_throttle()
    {
        Night night = null!;
        var isThrottled = false;
        night = await Night.OverAsync(Three, Faulty(call =>
        {
            if (call.Action != "DeleteSnapshot" || isThrottled) return null;
            isThrottled = true;
            night.DeleteBehind("snap-old-0000");
            return Fault.Throttle;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Night.Delete());

        Assert.Equal((2, 1), (result.Totals.Deleted, result.Totals.AlreadyGone));
    }
}
