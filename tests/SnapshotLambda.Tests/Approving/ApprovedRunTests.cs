using System.Text;
using System.Text.Json;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Reports;

namespace SnapshotLambda.Tests.Approving;

/// <summary>A run of <c>approvedRun</c> deletes nothing but what that run's plan had to be deleted and people approved.</summary>
public sealed class ApprovedRunTests
{
    [Fact]
    public async Task Deletes_what_was_approved_and_nothing_else()
    {
        await using var night = await ReportedRun.OverAsync(Old(5));
        var look = await night.RunAsync(Scenario.Look);

        var result = await night.RunAsync(Approve(look.RunId, [Id(1), Id(3)]));

        Assert.Equal((RunStatus.Succeeded, 2), (result.Status, result.Totals.Deleted));
        Assert.Equal([Id(1), Id(3)], night.Scenario.Deletions.Order());
        Assert.Equal(
            (5, 2, 0, 0, 0),
            Assert.Single(result.Regions).Approval is { } one ? (one.Planned, one.Approved, one.Gone, one.Kept, one.New) : default);
        Assert.DoesNotContain(result.Notes, note => note.Code.StartsWith("Approval", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ids_from_the_bucket_count_as_those_of_the_payload()
    {
        await using var night = await ReportedRun.OverAsync(Old(5));
        var look = await night.RunAsync(Scenario.Look);
        night.Put($"approvals/{look.RunId}.json", Encoding.UTF8.GetBytes(Approve(look.RunId, [Id(0), Id(4)])));

        var result = await night.RunAsync(Scenario.Delete($""" "approvedRun": "{look.RunId}" """));

        Assert.True(result.Status is RunStatus.Succeeded, result.Message);
        Assert.Equal([Id(0), Id(4)], night.Scenario.Deletions.Order());
    }

    [Fact]
    public async Task A_run_s_id_alone_approves_nothing()
    {
        await using var night = await ReportedRun.OverAsync(Old(5));
        var look = await night.RunAsync(Scenario.Look);

        var result = await night.RunAsync(Scenario.Delete($""" "approvedRun": "{look.RunId}" """));

        Assert.Equal((RunStatus.Refused, StopReason.ApprovalUnreadable), (result.Status, result.Reason));
        Assert.Contains($"s3://{ReportedRun.Bucket}/approvals/{look.RunId}.json", result.Message, StringComparison.Ordinal);
        Assert.Empty(night.Scenario.Deletions);
    }

    [Theory]
    [InlineData("""{ "approvedRun": "2026-01-01-other", "approvedSnapshotIds": ["snap-00000000"] }""", "2026-01-01-other")]
    [InlineData("""{ "approvedSnapshotIds": ["snap-00000000"] }""", "approvedRun 0 times")]
    [InlineData("""{ "approvedRun": "RUN", "approvedSnapshotIds": ["snap-00000000"], "approvedSnapshotIds": ["snap-00000001"] }""", "2 times")]
    [InlineData("""{ "approvedRun": "RUN", "approvedSnapshotIds": "snap-00000000" }""", "not an array")]
    [InlineData("""{ "approvedRun": "RUN", "approvedSnapshotIds": ["vol-00000000"] }""", "vol-00000000")]
    [InlineData("""[ "snap-00000000" ]""", "not an object")]
    [InlineData("""{ "approvedRun": "RUN", "approved""", "not JSON")]
    [InlineData("", "not JSON")]
    public async Task An_approval_that_is_something_else_approves_nothing(string file, string said)
    {
        await using var night = await ReportedRun.OverAsync(Old(2));
        var look = await night.RunAsync(Scenario.Look);
        night.Put(
            $"approvals/{look.RunId}.json", Encoding.UTF8.GetBytes(file.Replace("RUN", look.RunId, StringComparison.Ordinal)));

        var result = await night.RunAsync(Scenario.Delete($""" "approvedRun": "{look.RunId}" """));

        Assert.Equal((RunStatus.Refused, StopReason.ApprovalUnreadable), (result.Status, result.Reason));
        Assert.Contains(said, result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('"', result.Message);
        Assert.Empty(night.Scenario.Deletions);
    }

    [Fact]
    public async Task What_the_plan_kept_marked_or_had_over_the_cap_cannot_be_approved()
    {
        await using var night = await ReportedRun.OverAsync(
            $$"""{{Old(5)}}, { "id": "snap-0000000a", "ageDays": 3, "volumeId": "vol-young" }""");
        var look = await night.RunAsync("""{ "keepLatestPerVolume": 0, "archived": "after90Days", "maxDeletePercent": 100, "maxDeletions": 2 }""");

        night.Scenario.Time.Ahead = TimeSpan.FromDays(13);
        var result = await night.RunAsync(
            Scenario.Delete($""" "approvedRun": "{look.RunId}", "maxAgeDays": 5, "approvedSnapshotIds": ["{Id(0)}", "{Id(4)}", "snap-0000000a"] """));

        Assert.Equal([Id(0)], night.Scenario.Deletions);
        Assert.Equal(2, Assert.Single(result.Notes, note => note.Code == nameof(NoteCode.ApprovalOutsidePlans)).Count);
        Assert.Contains(Id(4), (string)Assert.Single(night.Scenario.Log.Of("approval_outside_plans"))["snapshotIds"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_since_is_told_one_by_one()
    {
        await using var night = await ReportedRun.OverAsync($$"""{{Old(4)}}, { "id": "snap-0000000a", "ageDays": 25, "volumeId": "vol-y" }""");
        var look = await night.RunAsync(Scenario.Look);
        night.Scenario.DeleteBehind(Id(0));
        night.Scenario.TagBehind(Id(1), "DoNotDelete", "");
        night.Scenario.Time.Ahead = TimeSpan.FromDays(10);

        var result = await night.RunAsync(Approve(look.RunId, [Id(0), Id(1), Id(2)]));

        Assert.Equal([Id(2)], night.Scenario.Deletions);
        var approval = Assert.Single(result.Regions).Approval!;
        Assert.Equal((4, 3, 1, 1, 1), (approval.Planned, approval.Approved, approval.Gone, approval.Kept, approval.New));
        Assert.Equal(
            [
                new(Id(0), ApprovalChangeKind.Gone, null), new(Id(1), ApprovalChangeKind.Kept, "TagExcluded"),
                new("snap-0000000a", ApprovalChangeKind.New, "NotApproved"),
            ],
            approval.Changes);
        Assert.Equal(
            [(Id(0), "gone", ""), (Id(1), "kept", "TagExcluded"), ("snap-0000000a", "new", "NotApproved")],
            night.Scenario.Log.Of("approval_changed").Select(line => ((string)line["snapshotId"]!, (string)line["change"]!, (string)line["why"]!)));
        Assert.Equal(3, Assert.Single(result.Notes, note => note.Code == nameof(NoteCode.ApprovalChanged)).Count);
    }

    [Fact]
    public async Task What_the_plan_had_over_its_cap_or_kept_as_shared_is_not_new()
    {
        await using var night = await ReportedRun.OverAsync(
            $$"""{{Old(3)}}, { "id": "snap-0000000a", "ageDays": 1100, "volumeId": "vol-y", "sharedWith": ["999988887777"] }""");
        var look = await night.RunAsync(
            """{ "keepLatestPerVolume": 0, "archived": "after90Days", "maxDeletePercent": 100, "maxDeletions": 2 }""");
        Assert.Equal((2, 1), (look.Totals.WouldDelete, look.Totals.Kept["SharedWithOthers"]));

        var result = await night.RunAsync(Approve(look.RunId, [Id(0), Id(1)]));

        Assert.Equal((2, 0), (result.Totals.Deleted, Assert.Single(result.Regions).Approval!.New));
    }

    [Fact]
    public async Task A_plan_is_approved_for_fourteen_days()
    {
        await using var night = await ReportedRun.OverAsync(Old(2));
        var look = await night.RunAsync(Scenario.Look);
        night.Scenario.Time.Ahead = TimeSpan.FromDays(14).Add(TimeSpan.FromMinutes(10));

        var late = await night.RunAsync(Approve(look.RunId, [Id(0)]));
        night.Scenario.Time.Ahead = TimeSpan.FromDays(14).Subtract(TimeSpan.FromMinutes(10));
        var early = await night.RunAsync(Approve(look.RunId, [Id(0)]));

        Assert.Equal((RunStatus.Refused, StopReason.ApprovedPlanTooOld), (late.Status, late.Reason));
        Assert.Equal((RunStatus.Succeeded, 1), (early.Status, early.Totals.Deleted));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("cut")]
    [InlineData("otherRun")]
    [InlineData("otherAccount")]
    [InlineData("otherRegion")]
    [InlineData("notAPlan")]
    public async Task A_plan_that_is_missing_broken_or_another_s_approves_nothing(string fault)
    {
        await using var night = await ReportedRun.OverAsync(Old(3));
        var look = await night.RunAsync(Scenario.Look);
        var key = $"runs/{look.RunId}/{Scenario.Account}/us-east-1/plan.json.gz";
        var content = night.Content(key);
        if (fault == "missing") night.Remove(key);
        else night.Put(key, Broken(content, fault));

        var result = await night.RunAsync(Approve(look.RunId, [Id(0)]));

        Assert.Equal((RunStatus.Refused, StopReason.ApprovedPlanUnreadable), (result.Status, result.Reason));
        Assert.Contains(look.RunId, result.Message, StringComparison.Ordinal);
        Assert.Empty(night.Scenario.Deletions);
    }

    [Theory]
    [InlineData("deny", "AccessDenied")]
    [InlineData("throttle", "SlowDown")]
    [InlineData("internalError", "InternalError")]
    [InlineData("resetBefore", "ConnectionLost")]
    [InlineData("hang", "Timeout")]
    public async Task A_bucket_that_cannot_be_read_approves_nothing(string name, string code)
    {
        var fault = InjectedFault.All.Single(one => one.Name == name);
        var isBroken = false;
        await using var night = await ReportedRun.OverAsync(
            Old(3), Scenario.Faulty(call => isBroken && call.Action == "GetObject" ? fault : null));
        var look = await night.RunAsync(Scenario.Look);
        isBroken = true;

        var running = night.RunAsync(Approve(look.RunId, [Id(0)]));
        await HangGuard.UntilAsync(() =>
        {
            if (fault == InjectedFault.Hang) night.Scenario.Time.ExpireLimits(TimeSpan.FromSeconds(20));
            return running.IsCompleted;
        });
        var result = await running;

        Assert.Equal((RunStatus.Refused, StopReason.ApprovedPlanUnreadable), (result.Status, result.Reason));
        Assert.Contains(code, result.Message, StringComparison.Ordinal);
        Assert.Empty(night.Scenario.Deletions);
    }

    [Fact]
    public async Task Without_a_bucket_there_is_no_plan_to_approve()
    {
        await using var night = await Scenario.OverAsync($"\"snapshots\": [{Old(3)}]");

        var result = await night.RunAsync(Approve("2026-11-27-x", [Id(0)]));

        Assert.Equal(RunStatus.InvalidConfiguration, result.Status);
        Assert.Contains("approvedRun", Assert.Single(result.Errors!), StringComparison.Ordinal);
        Assert.Equal(0, night.CallsOf("DescribeSnapshots"));
    }

    [Fact]
    public async Task An_approved_plan_lifts_the_percentage_and_ids_alone_do_not()
    {
        await using var night = await ReportedRun.OverAsync(Old(30));
        var look = await night.RunAsync("""{ "keepLatestPerVolume": 0, "archived": "after90Days" }""");
        string[] ids = [.. Enumerable.Range(0, 30).Select(Id)];
        Assert.Equal(StopReason.MaxDeletePercent, look.Reason);

        var byIds = await night.RunAsync(
            $$"""{ "dryRun": false, "keepLatestPerVolume": 0, "archived": "after90Days", "approvedSnapshotIds": {{JsonSerializer.Serialize(ids)}} }""");
        var byPlan = await night.RunAsync(
            $$"""{ "dryRun": false, "keepLatestPerVolume": 0, "archived": "after90Days", "approvedRun": "{{look.RunId}}", "approvedSnapshotIds": {{JsonSerializer.Serialize(ids)}} }""");

        Assert.Equal((RunStatus.Refused, StopReason.MaxDeletePercent, 0), (byIds.Status, byIds.Reason, byIds.Totals.Deleted));
        Assert.Equal((RunStatus.Succeeded, 30), (byPlan.Status, byPlan.Totals.Deleted));
    }

    [Fact]
    public async Task The_cap_and_the_floor_hold_for_what_is_approved()
    {
        await using var night = await ReportedRun.OverAsync(
            $$"""{{Old(4)}}, { "id": "snap-0000000b", "ageDays": 900, "volumeId": "vol-f" }, { "id": "snap-0000000c", "ageDays": 901, "volumeId": "vol-f" } """);
        var look = await night.RunAsync("""{ "keepLatestPerVolume": 0, "archived": "after90Days", "maxDeletePercent": 100 }""");

        var result = await night.RunAsync(
            $$"""{ "dryRun": false, "keepLatestPerVolume": 1, "maxDeletions": 1, "approvedRun": "{{look.RunId}}", "approvedSnapshotIds": ["snap-0000000b", "snap-0000000c", "{{Id(0)}}"] }""");

        Assert.Equal(["snap-0000000c"], night.Scenario.Deletions);
        Assert.Equal((1, 2), (result.Totals.Deleted, Assert.Single(result.Regions).Approval!.Kept));
    }

    private static byte[] Broken(byte[] plan, string fault)
    {
        if (fault == "cut") return plan[..(plan.Length / 2)];
        if (fault == "notAPlan") return Encoding.UTF8.GetBytes("""{ "format": "something" }""");
        var text = Plans.Unzipped(plan);
        return Encoding.UTF8.GetBytes(fault switch
        {
            "otherRun" => text.Replace("\"runId\":\"2", "\"runId\":\"3", StringComparison.Ordinal),
            "otherAccount" => text.Replace(Scenario.Account, "999999999999", StringComparison.Ordinal),
            _ => text.Replace("us-east-1", "eu-west-1", StringComparison.Ordinal),
        });
    }

    private static string Approve(string runId, IEnumerable<string> ids) =>
        Scenario.Delete($""" "approvedRun": "{runId}", "approvedSnapshotIds": {JsonSerializer.Serialize(ids)} """);

    private static string Id(int i) => $"snap-{i:x8}";

    private static string Old(int count) => string.Join(
        ", ", Enumerable.Range(0, count).Select(i => $$"""{ "id": "{{Id(i)}}", "volumeId": "vol-{{i}}", "ageDays": {{1000 - i}} }"""));
}
