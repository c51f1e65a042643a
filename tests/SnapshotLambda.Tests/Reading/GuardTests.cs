using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>Each guard over the wire: what it keeps, what it lets go, and what becomes of a region where it cannot be read.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class GuardTests
{
    public static TheoryData<string> All => [.. GuardedFleet.Guards];

    public static TheoryData<string> WithPermissions => [.. Read];

    private static IEnumerable<string> Read => Guard.All.Where(guard => guard.Permissions.Count > 0).Select(guard => guard.Name);

    [Fact]
    public void There_is_a_case_for_each_guard() => Assert.Equal(Guard.All.Select(guard => guard.Name), GuardedFleet.Guards);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Keeps_what_it_protects_and_deletes_its_twin(string guard)
    {
        await using var night = await Scenario.OverAsync(GuardedFleet.Region(guard));

        var dry = await night.RunAsync(Scenario.Look);
        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 1), (result.Status, result.Totals.Deleted));
        Assert.Equal([GuardedFleet.Protected(guard)], night.SnapshotIds);
        Assert.Equal([(GuardedFleet.Named(guard).Reason.Name, 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal([GuardedFleet.Twin(guard)], night.Deletions);
        Assert.Equal(dry.PlanDigest, result.PlanDigest);
        Assert.Equal(dry.Totals.Kept, result.Totals.Kept);
        Assert.Equal(GuardedFleet.Named(guard).TagKeys.Count > 0 ? 1 : 2, result.Totals.InScope);
    }

    [Theory]
    [InlineData("images", """ "images": [ { "id": "ami-1", "snapshotIds": ["snap-old-0001", "snap-old-0000"] } ] """, 0)]
    [InlineData(
        "launchTemplates",
        """ "launchTemplates": [ { "id": "lt-1", "snapshotIds": [] }, { "id": "lt-2", "snapshotIds": ["snap-old-0000"] } ] """,
        1)]
    [InlineData("binnedImages", """ "images": [ { "id": "ami-1", "state": "binned" } ] """, 2)]
    public async Task Keeps_what_is_named_and_nothing_else(string guard, string region, int deleted)
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(2)} ], {region} """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, deleted), (result.Status, result.Totals.Deleted));
        Assert.Equal(2 - deleted, result.Totals.Kept.GetValueOrDefault(GuardedFleet.Named(guard).Reason.Name));
    }

    [Theory]
    [InlineData(""" "lock": "governance" """, "Locked")]
    [InlineData(""" "lock": "compliance" """, "Locked")]
    [InlineData(""" "fastRestoreZones": ["us-east-1a", "us-east-1b"] """, "FastRestoreEnabled")]
    [InlineData(""" "sharedWith": ["all"] """, "SharedWithOthers")]
    [InlineData(""" "tier": "archive" """, "ArchivedUnder90Days")]
    [InlineData(""" "description": "Copied for ami-1", "lock": "compliance" """, "UsedByBinnedImage")]
    [InlineData(""" "tier": "archive", "sharedWith": ["444455556666"] """, "ArchivedUnder90Days")]
    [InlineData(""" "tier": "archive", "sharedWith": ["all"] """, "SharedWithOthers")]
    [InlineData(""" "tags": { "dlm:managed": "true" }, "lock": "compliance" """, "ManagedByLifecycleManager")]
    public async Task The_first_guard_that_keeps_gives_the_reason(string snapshot, string reason)
    {
        await using var night = await Scenario.OverAsync($$"""
            "snapshots": [ { "id": "snap-1", "volumeId": "vol-1", "ageDays": 200, {{snapshot}} } ], "images": [ { "id": "ami-1", "state": "binned" } ]
            """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal([(reason, 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Empty(night.Deletions);
    }

    [Fact]
    public async Task Follows_each_listing_over_ragged_pages_to_its_end()
    {
        var snapshots = string.Join(", ", Enumerable.Range(0, 1_500).Select(i => $$"""
            { "id": "snap-{{i:D4}}", "volumeId": "vol-1", "ageDays": {{2000 - i}}, {{(i % 3) switch
        {
            0 => """ "lock": "governance" """,
            1 => """ "fastRestoreZones": ["us-east-1a"] """,
            _ => """ "sharedWith": ["all"] """,
        }}} }
            """));
        await using var night = await Scenario.OverAsync(
            $""" "snapshots": [ {snapshots} ] """, new SandboxOptions { RequestLimits = false, Pages = PageShape.Ragged, Seed = 11 });

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            [("FastRestoreEnabled", 500), ("Locked", 500), ("SharedWithOthers", 500)],
            result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.InRange(night.CallsOf("DescribeFastSnapshotRestores"), 3, 100);
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(2_000, 2)]
    [InlineData(100_000, 100)]
    public async Task Calls_do_not_grow_with_the_snapshots_but_for_the_pages_of_their_listing(int snapshots, int pages)
    {
        var young = string.Join(
            ", ", Enumerable.Range(0, snapshots - 3).Select(i => $$"""{ "id": "snap-young-{{i}}", "volumeId": "vol-1", "ageDays": 1 }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)}, {young} ] """);

        await night.RunAsync(Scenario.Look);

        Assert.Equal(
            [
                ("DescribeFastSnapshotRestores", 1), ("DescribeImages", 1), ("DescribeLaunchTemplateVersions", 1),
                ("DescribeLaunchTemplates", 1), ("DescribeLockedSnapshots", 1),
                ("DescribeSnapshotAttribute", 3), ("DescribeSnapshotTierStatus", 1), ("DescribeSnapshots", pages + 1),
                ("GetCallerIdentity", 1), ("ListImagesInRecycleBin", 1),
            ],
            night.Calls.GroupBy(call => call.Action)
                .Select(calls => (calls.Key, calls.Count()))
                .OrderBy(one => one.Key, StringComparer.Ordinal));
        Assert.Equal(1, night.Calls.Count(call => call.Parameters.ContainsKey("RestorableBy.1")));
    }

    [Fact]
    public async Task Asks_for_the_tier_of_archived_candidates_alone_200_at_a_time()
    {
        var archived = string.Join(
            ", ",
            Enumerable.Range(0, 250)
                .Select(
                    i => $$"""{ "id": "snap-{{i:D4}}", "volumeId": "vol-1", "ageDays": 1000, "tier": "archive", "tierAgeDays": {{(i == 77 ? 5 : 500)}} }"""));
        await using var night = await Scenario.OverAsync($$"""
            "snapshots": [ {{archived}}, {{Scenario.Old(5)}}, { "id": "snap-young", "volumeId": "vol-1", "ageDays": 1, "tier": "archive" } ]
            """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((254, 1, 1), (result.Totals.Deleted, result.Totals.Kept["ArchivedUnder90Days"], result.Totals.Kept["TooYoung"]));
        Assert.Equal(
            2, night.Calls.Count(call => call.Action == "DescribeSnapshotTierStatus" && call.Parameters["Filter.1.Name"] == "snapshot-id"));
        Assert.Contains("snap-0077", night.SnapshotIds);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Asks_nothing_and_lets_go_where_skipGuards_names_it(string guard)
    {
        await using var night = await Scenario.OverAsync(GuardedFleet.Region(guard));

        var result = await night.RunAsync(Scenario.Delete($""" "skipGuards": ["{guard}"] """));

        Assert.Equal([GuardedFleet.Protected(guard), GuardedFleet.Twin(guard)], night.Deletions.Order(StringComparer.Ordinal));
        Assert.Equal([guard], result.Regions[0].SkippedGuards);
        Assert.DoesNotContain(night.Calls, call => IsOf(guard, call.Action, call.Parameters.GetValueOrDefault("Filter.1.Name")));
        Assert.Equal(guard != "sharing", night.Calls.Any(call => call.Parameters.ContainsKey("RestorableBy.1")));
        Assert.Equal(2, result.Totals.InScope);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Is_not_lifted_by_skipping_all_others(string guard)
    {
        await using var night = await Scenario.OverAsync(GuardedFleet.Region(guard));

        await night.RunAsync(
            Scenario.Delete($""" "skipGuards": [{string.Join(", ", GuardedFleet.Guards.Where(other => other != guard).Select(other => $""" "{other}" """))}] """));

        Assert.Equal([GuardedFleet.Twin(guard)], night.Deletions);
    }

    [Theory]
    [MemberData(nameof(WithPermissions))]
    public async Task Refuses_the_region_where_it_is_denied_and_says_what_to_grant_or_to_skip(string guard)
    {
        var allowed = string.Join(
            ", ",
            Guard.All.SelectMany(one => one.Permissions).Append("ec2:DescribeSnapshots").Append("ec2:DeleteSnapshot").Distinct()
                .Except(OwnActions(guard).Select(action => $"ec2:{action}")).Select(action => $""" "{action}" """));
        var alike = Guard.All.Where(one => one.Name != guard
            && one.Permissions.Intersect(OwnActions(guard).Select(action => $"ec2:{action}")).Any()).Select(one => one.Name).ToList();
        var skipped = string.Join(", ", alike.Select(one => $""" "{one}" """));
        await using var night = await Scenario.WithRoleAsync(
            GuardedFleet.Region(guard), $$"""[{ "Effect": "Allow", "Action": [{{allowed}}], "Resource": "*" }]""");

        var dry = await night.RunAsync(Scenario.Look.Replace(" }", $$""", "skipGuards": [{{skipped}}] }""", StringComparison.Ordinal));
        var result = await night.RunAsync(Scenario.Delete($""" "skipGuards": [{skipped}] """));
        var without = await night.RunAsync(
            Scenario.Delete($""" "skipGuards": [{string.Join(", ", alike.Append(guard).Select(one => $""" "{one}" """))}] """));

        Assert.All([dry, result], run => Assert.Equal((RunStatus.Refused, "GuardUnreadable"), (run.Status, run.Reason)));
        Assert.Equal((true, false), (dry.Regions[0].WouldRefuse, result.Regions[0].WouldRefuse));
        Assert.StartsWith(
            $"The guard {guard} could not be read (UnauthorizedOperation: ", result.Regions[0].Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $""": grant {string.Join(" and ", GuardedFleet.Named(guard).Permissions)}, or name "{guard}" in skipGuards.""",
            result.Regions[0].Message,
            StringComparison.Ordinal);
        Assert.Equal(
            (guard, "UnauthorizedOperation"), (night.Log.Of("guard_refused")[0]["guard"], night.Log.Of("guard_refused")[0]["code"]));
        Assert.Equal(RunStatus.Succeeded, without.Status);
        Assert.DoesNotContain(GuardedFleet.Twin(guard), night.SnapshotIds);
    }

    public static TheoryData<string, string> UnreadableInEachWay
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var guard in Read)
                foreach (var fault in Execution.FaultTests.UnreadableReplies)
                {
                    // Of one that is throttled it is not told yet, which refuses nothing.
                    if ((guard, fault) != (Guard.Sharing.Name, InjectedFault.Throttle.Name)) all.Add(guard, fault);
                }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(UnreadableInEachWay))]
    public async Task Refuses_the_region_where_no_reply_to_it_can_be_read(string guard, string fault)
    {
        await using var night = await Scenario.OverAsync(GuardedFleet.Region(guard), new SandboxOptions
        {
            RequestLimits = false,
            Faults = call => IsOf(guard, call.Action, call.Parameters.Text("Filter.1.Name"))
                ? InjectedFault.All.Single(candidate => candidate.Name == fault)
                : null,
        });

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Refused, "GuardUnreadable"), (result.Status, result.Reason));
        Assert.Contains(
            $"run again, and if this goes on check {string.Join(" and ", GuardedFleet.Named(guard).Permissions)}",
            result.Message,
            StringComparison.Ordinal);
        Assert.Empty(night.Deletions);
        Assert.Equal(2, night.SnapshotIds.Count());
    }

    /// <summary>Whether a call is this guard's. Two of them call one action, each with a filter of its own.</summary>
    private static bool IsOf(string guard, string action, string? filter) =>
        OwnActions(guard).Contains(action)
            && (action != "DescribeSnapshotTierStatus" || filter == (guard == "tiering" ? "last-tiering-operation" : "snapshot-id"));

    /// <summary>The actions that only guards call.</summary>
    private static IEnumerable<string> OwnActions(string guard) =>
        GuardedFleet.Named(guard).Permissions
            .Select(permission => permission["ec2:".Length..])
            .Where(action => action != "DescribeSnapshots");
}
