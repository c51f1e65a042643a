using System.Collections.Concurrent;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;
using SnapshotLambda.Tests.Reading;

namespace SnapshotLambda.Tests.Execution;

/// <summary>A deletion whose reply was lost may be done: it counts as what it is, and towards the cap.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class LostReplyTests
{
    private static readonly string Three = $""" "snapshots": [ {Scenario.Old(3)} ] """;

    [Theory]
    [InlineData("lostReply")]
    [InlineData("cutReply")]
    [InlineData("truncatedXml")]
    [InlineData("internalErrorAfter")]
    public async Task Counts_a_deletion_as_done_whose_reply_was_lost(string fault)
    {
        var struck = new HashSet<string>();
        await using var night = await Scenario.OverAsync(Three, Scenario.Faulty(call =>
        {
            lock (struck) return call.Action == "DeleteSnapshot" && struck.Add(call.Parameters.Text("SnapshotId")!)
                ? InjectedFault.All.Single(candidate => candidate.Name == fault)
                : null;
        }));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Empty(night.SnapshotIds);
    }

    [Fact]
    public async Task What_is_gone_after_a_lost_reply_is_deleted_whatever_a_look_up_would_say()
    {
        var struck = new ConcurrentDictionary<string, bool>();
        await using var night = await Scenario.OverAsync(Three, Scenario.Faulty(call =>
            call.Action == "DeleteSnapshot" && struck.TryAdd(call.Parameters.Text("SnapshotId")!, true) ? InjectedFault.LostReply
            : call.IsLookUpOfOne() ? InjectedFault.Html
            : null));

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Equal(3, night.Log.Of("snapshot_deleted").Count);
    }

    [Theory]
    [InlineData("lostReply", false)]
    [InlineData("emptyBody", false)]
    [InlineData("lostReply", true)]
    [InlineData("emptyBody", true)]
    public async Task Lost_replies_never_lift_the_cap(string fault, bool lookUpsFailToo)
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(60)} ] """, Scenario.Faulty(call =>
            call.Action == "DeleteSnapshot" ? InjectedFault.All.Single(candidate => candidate.Name == fault)
            : lookUpsFailToo && call.IsLookUpOfOne() ? InjectedFault.Html
            : null));

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 5 """));

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
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(60)} ] """, Scenario.Faulty(call =>
            call.Action == "DeleteSnapshot" && (struck.TryAdd(call.Parameters.Text("SnapshotId")!, true) || !firstReplyAlone)
                ? InjectedFault.LostReply
                : null) with
        { DeletedStillListed = TimeSpan.FromHours(1) });

        var result = await night.RunAsync(Scenario.Delete(""" "maxDeletions": 5 """));

        Assert.Equal(
            5, night.Calls.Where(call => call.Action == "DeleteSnapshot").Select(call => call.Parameters["SnapshotId"]).Distinct().Count());
        Assert.Equal((deleted, failed, 0), (result.Totals.Deleted, result.Totals.Failed, result.Totals.AlreadyGone));
        Assert.Equal(55, result.Totals.Kept["OverCap"]);
        Assert.Equal(5, night.Log.Of("snapshot_deleted").Count + night.Log.Of("snapshot_may_be_deleted").Count);
    }
}
