using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;
using SnapshotLambda.Tests.Reading;

namespace SnapshotLambda.Tests.Execution;

/// <summary>What somebody changes between a run's plan and its deletions.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class LastLookTests
{
    private const string FourOfOneVolume = """
        "volumes": ["vol-1"], "snapshots": [
          { "id": "snap-1", "volumeId": "vol-1", "ageDays": 90 }, { "id": "snap-2", "volumeId": "vol-1", "ageDays": 80 },
          { "id": "snap-3", "volumeId": "vol-1", "ageDays": 70 }, { "id": "snap-newest", "volumeId": "vol-1", "ageDays": 60 } ]
        """;

    private const string Delete = """{ "dryRun": false, "maxDeletePercent": 100 }""";

    [Fact]
    public async Task A_volume_whose_newest_snapshot_goes_keeps_the_others()
    {
        await using var night = await ChangedAsync(FourOfOneVolume, night => night.DeleteBehind("snap-newest"));

        var result = await night.RunAsync(Delete);

        Assert.Equal(["snap-1", "snap-2", "snap-3"], night.SnapshotIds.Order(StringComparer.Ordinal));
        Assert.Equal((RunStatus.Succeeded, 0, 3), (result.Status, result.Totals.Deleted, result.Totals.Kept["NewestIsGone"]));
        Assert.Empty(night.Log.Of("snapshots_deleting"));
    }

    [Theory]
    [InlineData("tagged")]
    [InlineData("failed")]
    public async Task So_does_one_whose_newest_snapshot_counts_no_more(string how)
    {
        await using var night = await ChangedAsync(FourOfOneVolume, night =>
        {
            if (how == "tagged") night.TagBehind("snap-newest", "aws:backup:source-resource", "x");
            else night.ChangeBehind("snap-newest", snapshot => snapshot with { State = SnapshotState.Error });
        });

        var result = await night.RunAsync(Delete);

        Assert.Equal(4, night.SnapshotIds.Count());
        Assert.Equal(3, result.Totals.Kept["NewestIsGone"]);
    }

    [Theory]
    [InlineData("DoNotDelete", "", "TagExcluded")]
    [InlineData("velero.io/backup", "x", "ManagedByKubernetes")]
    [InlineData("snapshot-lambda:delete-after", "2999-01-01", "InGracePeriod")]
    public async Task A_candidate_that_gets_a_tag_that_keeps_it_stays_and_the_others_go(string key, string value, string reason)
    {
        await using var night = await ChangedAsync(FourOfOneVolume, night => night.TagBehind("snap-2", key, value));

        var result = await night.RunAsync(Delete);

        Assert.Equal(["snap-2", "snap-newest"], night.SnapshotIds.Order(StringComparer.Ordinal));
        Assert.Equal((2, 1), (result.Totals.Deleted, result.Totals.Kept[reason]));
        Assert.Equal("snap-1, snap-3", Assert.Single(night.Log.Of("snapshots_deleting"))["snapshotIds"]);
    }

    [Fact]
    public async Task One_that_is_not_listed_any_more_is_gone_and_nothing_is_sent_for_it()
    {
        await using var night = await ChangedAsync(FourOfOneVolume, night => night.DeleteBehind("snap-1"));

        var result = await night.RunAsync(Delete);

        Assert.Equal((2, 1), (result.Totals.Deleted, result.Totals.AlreadyGone));
        Assert.DoesNotContain("snap-1", night.Deletions);
    }

    [Fact]
    public async Task It_is_taken_anew_for_each_hundred()
    {
        Scenario night = null!;
        var looks = 0;
        night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(250)} ] """, Scenario.Faulty(call =>
        {
            if (call.IsLookUp() && ++looks == 3) night.TagBehind("snap-old-0240", "DoNotDelete", "");
            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((249, 1), (result.Totals.Deleted, result.Totals.Kept["TagExcluded"]));
        Assert.Equal([100, 100, 49], night.Log.Of("snapshots_deleting").Select(line => (int)line["count"]!));
    }

    [Theory]
    [InlineData("denied", RunStatus.PartiallyFailed, "UnauthorizedOperation")]
    [InlineData("html", RunStatus.PartiallyFailed, "UnreadableReply")]
    [InlineData("throttle", RunStatus.Incomplete, "Throttled")]
    public async Task What_cannot_be_looked_at_is_not_deleted(string fault, RunStatus status, string reason)
    {
        var denied = new InjectedFault("denied") { Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized.", 403) };
        await using var night = await Scenario.OverAsync(FourOfOneVolume, Scenario.Faulty(call =>
            call.IsLookUp() ? fault == "denied" ? denied : InjectedFault.All.Single(candidate => candidate.Name == fault) : null));

        var result = await night.RunAsync(Delete);

        Assert.Equal((status, reason, 3), (result.Status, result.Reason, result.Totals.NotAttempted));
        Assert.Empty(night.Deletions);
    }

    [Fact]
    public async Task Of_each_hundred_one_is_looked_up_in_the_Recycle_Bin()
    {
        Scenario night = null!;
        var deletions = 0;
        night = await Scenario.OverAsync(
            $$""" "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ], "snapshots": [ {{Scenario.Old(600)}} ] """,
            Scenario.Faulty(call =>
            {
                if (call.Action == "DeleteSnapshot" && ++deletions == 150)
                    night.ChangeRegionBehind(region => region with { RecycleBin = [] });
                return null;
            }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete(""" "recycleBin": "require" """));

        Assert.Equal((RunStatus.PartiallyFailed, "NotInRecycleBin"), (result.Status, result.Reason));
        Assert.InRange(result.Totals.Deleted!.Value, 200, 300);
    }

    [Fact]
    public async Task With_whom_it_is_shared_is_asked_again_after_five_minutes()
    {
        Scenario night = null!;
        night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(150)} ] """, Scenario.Faulty(call =>
        {
            if (call.Action == "DeleteSnapshot" && call.Parameters.Text("SnapshotId") == "snap-old-0000")
            {
                night.Time.Leap(TimeSpan.FromMinutes(6));
                night.ChangeBehind("snap-old-0149", snapshot => snapshot with { SharedWith = ["444455556666"] });
            }

            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(["snap-old-0149"], night.SnapshotIds);
        Assert.Equal((149, 1), (result.Totals.Deleted, result.Totals.Kept["SharedWithOthers"]));
    }

    /// <summary>A night in which something happens when the deletions are about to begin.</summary>
    private static async Task<Scenario> ChangedAsync(string region, Action<Scenario> change)
    {
        Scenario night = null!;
        var isChanged = 0;
        night = await Scenario.OverAsync(region, Scenario.Faulty(call =>
        {
            if (call.IsLookUp() && Interlocked.Exchange(ref isChanged, 1) == 0) change(night);
            return null;
        }));
        return night;
    }
}
