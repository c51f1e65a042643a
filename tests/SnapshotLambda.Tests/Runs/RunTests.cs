using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Runs;

[Collection(nameof(ProcessWideState))]
public sealed class RunTests
{
    private const string OldAndYoung = """
        "volumes": ["vol-1"],
        "snapshots": [
          { "id": "snap-oldest", "volumeId": "vol-1", "ageDays": 90 },
          { "id": "snap-old", "volumeId": "vol-1", "ageDays": 60 },
          { "id": "snap-young", "volumeId": "vol-1", "ageDays": 3 },
          { "id": "snap-tagged", "volumeId": "vol-1", "ageDays": 91, "tags": { "DoNotDelete": "" } },
          { "id": "snap-copy", "volumeId": "vol-ffffffff", "ageDays": 92 },
          { "id": "snap-last", "volumeId": "vol-gone", "ageDays": 900 },
          { "id": "snap-undated", "volumeId": "vol-1" },
          { "id": "snap-pending", "volumeId": "vol-1", "ageDays": 93, "state": "pending" } ]
        """;

    [Fact]
    public async Task Is_finished_when_its_last_call_is_and_says_which_build_it_was()
    {
        Scenario? asked = null;
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """, Scenario.Faulty(call =>
        {
            if (call.Action == "DeleteSnapshot") asked!.Time.Ahead += TimeSpan.FromMinutes(1);
            return null;
        }));
        asked = night;

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.InRange(result.FinishedAt - result.StartedAt, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
        Assert.Equal(BuildVersion.Text, result.Version);
        Assert.Equal(BuildVersion.Text, Assert.Single(night.Log.Of("run_started"))["version"]);
    }

    [Fact]
    public async Task A_dry_run_names_each_snapshot_that_it_would_delete_and_deletes_none()
    {
        await using var night = await Scenario.OverAsync(OldAndYoung);

        var result = await night.RunAsync("{}");

        Assert.Equal((RunStatus.Succeeded, true, 2, 8), (result.Status, result.DryRun, result.Totals.WouldDelete, result.Totals.Scanned));
        Assert.Null(result.Totals.Deleted);
        Assert.Equal(["snap-oldest", "snap-old"], night.Log.Of("snapshot_would_delete").Select(line => line["snapshotId"]));
        Assert.Equal(0, night.CallsOf("DeleteSnapshot"));
        Assert.Equal(8, night.SnapshotIds.Count());
        Assert.Contains("dryRun", result.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_run_deletes_what_the_dry_run_named_and_a_second_one_nothing()
    {
        await using var night = await Scenario.OverAsync(OldAndYoung);
        var dry = await night.RunAsync("{}");

        var real = await night.RunAsync("""{ "dryRun": false }""");
        var second = await night.RunAsync("""{ "dryRun": false }""");

        Assert.Equal(dry.PlanDigest, real.PlanDigest);
        Assert.Equal((RunStatus.Succeeded, 2), (real.Status, real.Totals.Deleted));
        Assert.Equal((RunStatus.Succeeded, 0), (second.Status, second.Totals.Deleted));
        Assert.DoesNotContain("snap-old", night.SnapshotIds);
        Assert.Equal(6, night.SnapshotIds.Count());
        Assert.Equal(
            [
                ("LineageUnknown", 1), ("NewestOfDeletedVolume", 1), ("NotCompleted", 1), ("StartTimeUnknown", 1), ("TagExcluded", 1),
                ("TooYoung", 1),
            ],
            real.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
    }

    [Fact]
    public async Task Takes_a_protection_that_EC2_names_as_a_reason_to_keep()
    {
        await using var night = await Scenario.OverAsync("""
            "snapshots": [
              { "id": "snap-locked", "volumeId": "vol-1", "ageDays": 90, "lock": "governance" },
              { "id": "snap-lock-expired", "volumeId": "vol-2", "ageDays": 90, "lock": "expired" },
              { "id": "snap-fast", "volumeId": "vol-3", "ageDays": 90, "fastRestoreZones": ["us-east-1a"] },
              { "id": "snap-backup", "volumeId": "vol-4", "ageDays": 90, "tags": { "aws:backup:source-resource": "x" } },
              { "id": "snap-image", "volumeId": "vol-5", "ageDays": 90 } ],
            "images": [ { "id": "ami-1", "state": "disabled", "snapshotIds": ["snap-image"] } ]
            """);

        var result = await night.RunAsync(Scenario.Delete(""" "skipGuards": ["images", "backup", "locks", "fastRestore"] """));

        Assert.Equal((RunStatus.Succeeded, 1), (result.Status, result.Totals.Deleted));
        Assert.Equal(
            [("FastRestoreEnabled", 1), ("Locked", 1), ("ManagedByBackup", 1), ("UsedByImage", 1)],
            result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(["backup", "fastRestore", "images", "locks"], result.Regions[0].SkippedGuards);
    }

    [Fact]
    public async Task Deletes_the_oldest_up_to_the_cap_and_says_how_many_remain()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(30)} ] """);

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 12 """));

        Assert.Equal((RunStatus.Incomplete, "Cap", 12, 18), (result.Status, result.Reason, result.Totals.Deleted, result.Totals.Remaining));
        Assert.Equal(18, result.Totals.Kept["OverCap"]);
        Assert.Equal(Enumerable.Range(12, 18).Select(i => $"snap-old-{i:D4}"), night.SnapshotIds);
    }

    [Fact]
    public async Task Snapshots_that_cannot_be_deleted_never_use_up_the_cap()
    {
        var locked = string.Join(", ", Enumerable.Range(0, 40).Select(
            i => $$"""{ "id": "snap-locked-{{i:D4}}", "volumeId": "vol-l{{i}}", "ageDays": 2000, "lock": "compliance" }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {locked}, {Scenario.Old(20)} ] """);

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 10, "skipGuards": ["locks"] """));

        Assert.Equal((10, 40, 10), (result.Totals.Deleted, result.Totals.Kept["Locked"], result.Totals.Kept["OverCap"]));
    }

    [Fact]
    public async Task Refuses_a_plan_that_deletes_too_large_a_share_and_a_dry_run_says_so()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(20)} ] """);

        var dry = await night.RunAsync("""{ "keepLatestPerVolume": 0 }""");
        var real = await night.RunAsync("""{ "keepLatestPerVolume": 0, "dryRun": false }""");

        Assert.Equal((RunStatus.Succeeded, true, 20), (dry.Status, dry.Regions[0].WouldRefuse, dry.Totals.WouldDelete));
        Assert.Equal((RunStatus.Refused, "MaxDeletePercent", 5), (real.Status, real.Reason, real.ExitCode));
        Assert.Equal(0, night.CallsOf("DeleteSnapshot"));
    }

    [Fact]
    public async Task Counts_what_is_gone_already_as_done()
    {
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {Scenario.Old(3)} ] """,
            new SandboxOptions { RequestLimits = false, DeletedStillListed = TimeSpan.FromHours(1) });
        await night.RunAsync(Scenario.Delete());

        var again = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 0, 3), (again.Status, again.Totals.Deleted, again.Totals.AlreadyGone));
    }

    [Fact]
    public async Task Deletes_only_what_was_approved_and_counts_approved_ids_that_it_does_not_know_outside_the_sum()
    {
        await using var night = await Scenario.OverAsync("""
            "snapshots": [ { "id": "snap-00000001", "volumeId": "vol-1", "ageDays": 90 }, { "id": "snap-00000002", "volumeId": "vol-2", "ageDays": 90 }, { "id": "snap-00000003", "volumeId": "vol-3", "ageDays": 1 } ]
            """);

        var result = await night.RunAsync(
            Scenario.Delete(""" "approvedSnapshotIds": ["snap-00000001", "snap-00000003", "snap-0000dead"] """));

        Assert.Equal(["snap-00000002", "snap-00000003"], night.SnapshotIds);
        Assert.Equal(
            (1, 0, 3, 1), (result.Totals.Deleted, result.Totals.AlreadyGone, result.Totals.Scanned, result.Totals.ApprovedUnknown));
        Assert.Equal(1, night.Log.Of("run_finished")[0]["approvedUnknown"]);
        Assert.Equal([("NotApproved", 1), ("TooYoung", 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
    }

    [Fact]
    public async Task Repeats_an_approval_until_nothing_of_it_is_left_and_succeeds_each_time()
    {
        await using var night = await Scenario.OverAsync("""
            "snapshots": [ { "id": "snap-00000001", "volumeId": "vol-1", "ageDays": 90 }, { "id": "snap-00000002", "volumeId": "vol-2", "ageDays": 90 }, { "id": "snap-00000003", "volumeId": "vol-3", "ageDays": 1 } ]
            """);
        var approval = Scenario.Delete(""" "maxDeletions": 1, "approvedSnapshotIds": ["snap-00000001", "snap-00000002"] """);

        RunResult[] nights = [await night.RunAsync(approval), await night.RunAsync(approval), await night.RunAsync(approval)];

        Assert.Equal(
            [(RunStatus.Incomplete, 1, 1, 0), (RunStatus.Succeeded, 1, 0, 1), (RunStatus.Succeeded, 0, 0, 2)],
            nights.Select(
                result => (result.Status, result.Totals.Deleted!.Value, result.Totals.Remaining, result.Totals.ApprovedUnknown!.Value)));
        Assert.All(nights, result => Assert.Equal(0, result.Totals.AlreadyGone));
        Assert.Equal([3, 2, 1], nights.Select(result => result.Totals.Scanned));
    }

    [Fact]
    public async Task Knows_of_no_unknown_approval_where_a_region_was_not_read()
    {
        await using var night = await Scenario.OverRegionsAsync(
            """{ "name": "us-east-1", "snapshots": [] }, { "name": "eu-west-1", "snapshots": [ { "id": "snap-00000001", "volumeId": "vol-1", "ageDays": 90 } ] }""",
            Scenario.Faulty(call => call is { Region: "eu-west-1", Action: "DescribeSnapshots" } ? InjectedFault.InternalError : null));

        var result = await night.RunAsync(
            Scenario.Delete(""" "regions": ["us-east-1", "eu-west-1"], "approvedSnapshotIds": ["snap-00000001"] """));

        Assert.Null(result.Totals.ApprovedUnknown);
        Assert.DoesNotContain("cannot be told", result.Message, StringComparison.Ordinal);
        Assert.Equal(2, night.Log.Of("region_finished").Count);
    }

    [Fact]
    public async Task Names_in_result_and_log_what_each_deletion_frees_at_most_in_the_measure_of_the_total()
    {
        await using var night = await Scenario.OverAsync("""
            "snapshots": [ { "id": "snap-00000001", "volumeId": "vol-1", "ageDays": 90, "volumeSizeGiB": 2000, "fullSizeBytes": 1500 }, { "id": "snap-00000002", "volumeId": "vol-2", "ageDays": 80, "volumeSizeGiB": 1 } ]
            """);

        var result = await night.RunAsync(Scenario.Look);

        long[] sizes = [1_500, 1L << 30];
        Assert.Equal(sizes, result.Regions[0].Sample.Select(one => one.FullSizeBytes));
        Assert.Equal(sizes.Sum(), result.Totals.FullSizeBytes);
        Assert.Equal(
            [(2000, 1_500L), (1, 1L << 30)],
            night.Log.Of("snapshot_would_delete").Select(line => ((int)line["sizeGib"]!, (long)line["fullSizeBytes"]!)));
    }

    [Fact]
    public async Task Names_each_thing_that_is_wrong_by_itself()
    {
        await using var night = await Scenario.OverAsync(""" "snapshots": [] """);

        var result = await night.RunAsync("""{ "maxAgeDays": 0, "copies": "a | b" }""");

        Assert.Equal([
            "maxAgeDays: 0 is out of range; valid: a whole number from 1 to 3650",
            "copies: \"a | b\" is no choice; valid: \"keep\" or \"byTag\" or \"ageOnly\"",
        ], result.Errors);
        Assert.Equal(string.Join(" | ", result.Errors!), result.Message);
        Assert.Null((await night.RunAsync("{}")).Errors);
    }

    [Fact]
    public async Task Cleans_several_regions_and_one_that_fails_holds_up_none()
    {
        await using var night = await Scenario.OverRegionsAsync(
            $$"""{ "name": "us-east-1", "snapshots": [ {{Scenario.Old(3)}} ] }, { "name": "eu-west-1", "snapshots": [ {{Scenario.Old(4)}} ] }, { "name": "ap-south-1", "snapshots": [ {{Scenario.Old(5)}} ] }""",
            new SandboxOptions
            {
                RequestLimits = false,
                Faults = call => call is { Region: "eu-west-1", Action: "DescribeSnapshots" } ? InjectedFault.InternalError : null,
            });

        var result = await night.RunAsync(Scenario.Delete(""" "regions": ["all"], "excludeRegions": [] """));

        Assert.Equal((RunStatus.Failed, 8), (result.Status, result.Totals.Deleted));
        Assert.Equal(
            [("ap-south-1", RegionStatus.Succeeded), ("eu-west-1", RegionStatus.Failed), ("us-east-1", RegionStatus.Succeeded)],
            result.Regions.Select(region => (region.Region, region.Status)));
        Assert.Contains("eu-west-1", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_the_wrong_account_before_anything_is_read()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """);

        var result = await night.RunAsync(Scenario.Delete(""" "expectedAccountId": "999999999999" """));

        Assert.Equal((RunStatus.Refused, "WrongAccount"), (result.Status, result.Reason));
        Assert.All(night.Calls, call => Assert.Equal("GetCallerIdentity", call.Action));
    }

    [Fact]
    public async Task Logs_each_event_with_the_keys_of_every_line()
    {
        await using var night = await Scenario.OverAsync(OldAndYoung);

        await night.RunAsync("""{ "dryRun": false, "verbose": true }""");

        Assert.Equal([
            "idempotency_in_memory", "run_started", "region_scanned", "snapshot_kept", "snapshots_deleting", "snapshot_deleted",
            "region_finished", "run_note", "run_finished",
        ], night.Log.Lines.Select(line => line.Event).Distinct());
        Assert.All(
            night.Log.Lines,
            line => Assert.Superset(new HashSet<string> { "runId", "account", "region", "dryRun" }, line.Keys.Keys.ToHashSet()));
        Assert.All(
            night.Log.Lines.SelectMany(line => line.Keys.Values),
            value => Assert.True(value is string or int or long or bool, $"{value?.GetType()}"));
        Assert.Equal(6, night.Log.Of("snapshot_kept").Count);
        Assert.Equal("Succeeded", night.Log.Of("run_finished")[0]["status"]);
    }
}
