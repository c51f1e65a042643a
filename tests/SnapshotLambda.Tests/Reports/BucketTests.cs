using System.Text;
using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Reports;

/// <summary>
/// A bucket gets what a run means to do before it does it, and what it did. Whatever the bucket does, the run does the same.
/// </summary>
public sealed class BucketTests
{
    [Fact]
    public async Task A_dry_run_puts_plan_result_page_and_table()
    {
        await using var run = await ReportedRun.OverAsync(
            $$"""{{Scenario.Old(3)}}, { "id": "snap-young", "ageDays": 3, "volumeId": "vol-young" }""");

        var result = await run.RunAsync(Scenario.Look);

        var folder = $"runs/{result.RunId}";
        Assert.DoesNotContain(result.Notes, note => note.Code == nameof(NoteCode.ReportsNotWritten));
        Assert.Equal(
            [$"{folder}/{Scenario.Account}/us-east-1/plan.json.gz", $"{folder}/plan.csv", $"{folder}/report.html", $"{folder}/result.json"],
            run.Keys);
        var plan = run.PlanOf(result);
        Assert.Equal(
            (4, 3, result.RunId, true), (plan.Header.Counts.Scanned, plan.Header.Counts.ToDelete, plan.Header.RunId, plan.Header.DryRun));
        Assert.Equal(
            [
                ("snap-old-0000", PlanDecision.Delete, null), ("snap-old-0001", PlanDecision.Delete, null),
                ("snap-old-0002", PlanDecision.Delete, null), ("snap-young", PlanDecision.Keep, "TooYoung"),
            ],
            plan.Snapshots().Select(one => (one.Id, one.Decision, one.Reason)).Order());
        Assert.Equal(result.Message, run.ResultOf(result).Message);
        Assert.Contains("snap-old-0001", Encoding.UTF8.GetString(run.Content($"{folder}/report.html")), StringComparison.Ordinal);
        Assert.Contains("snap-young", Encoding.UTF8.GetString(run.Content($"{folder}/plan.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_s_id_begins_with_the_day()
    {
        await using var run = await ReportedRun.OverAsync(Scenario.Old(1));

        var result = await run.RunAsync(Scenario.Look);

        Assert.StartsWith(
            FormattableString.Invariant($"{run.Scenario.Time.GetUtcNow():yyyy-MM-dd}-request-"), result.RunId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_run_puts_the_plan_and_the_ids_of_each_hundred_before_they_go()
    {
        await using var run = await ReportedRun.OverAsync(Scenario.Old(250));

        var result = await run.RunAsync(Scenario.Delete());

        Assert.Equal(250, result.Totals.Deleted);
        string[] named = [.. Enumerable.Range(1, 3).SelectMany(list => IdsIn(run, result, list))];
        Assert.Equal(250, named.Distinct().Count());
        var puts = 0;
        var deletions = 0;
        foreach (var call in run.Scenario.Calls)
        {
            if (call.Action == "DeleteSnapshot") Assert.True(++deletions <= (puts - 1) * 100, "Deleted before its id was put.");
            else if (call.Action == "PutObject") puts++;
        }

        Assert.Equal(250, deletions);
    }

    [Theory]
    [InlineData("deny", "AccessDenied")]
    [InlineData("throttle", "SlowDown")]
    [InlineData("internalError", "InternalError")]
    [InlineData("resetBefore", "ConnectionLost")]
    [InlineData("hang", "Timeout")]
    public async Task A_bucket_that_fails_changes_nothing_but_a_note(string name, string code)
    {
        var fault = InjectedFault.All.Single(one => one.Name == name);
        await using var without = await ReportedRun.OverAsync(Scenario.Old(150));
        without.Scenario.Environment.Clear();
        await using var run = await ReportedRun.OverAsync(
            Scenario.Old(150), Scenario.Faulty(call => call.Action == "PutObject" ? fault : null));

        var expected = await without.RunAsync(Scenario.Delete());
        var running = run.RunAsync(Scenario.Delete());
        if (fault == InjectedFault.Hang)
        {
            await HangGuard.UntilAsync(() => run.Scenario.CallsOf("PutObject") > 0);
            run.Scenario.Time.ExpireLimits(TimeSpan.FromSeconds(20));
        }

        var result = await running;

        Assert.Equal(
            (expected.Status, expected.Message, 150, 150),
            (result.Status, result.Message, expected.Totals.Deleted, result.Totals.Deleted));
        Assert.Empty(run.Keys);
        var note = Assert.Single(result.Notes, note => note.Code == nameof(NoteCode.ReportsNotWritten));
        Assert.Contains(code, note.Text, StringComparison.Ordinal);
        Assert.Contains($"s3://{ReportedRun.Bucket}/runs/{result.RunId}/", note.Text, StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(run.Scenario.Log.Of("report_not_written"))["code"]);
    }

    [Fact]
    public async Task A_fault_that_passes_loses_nothing()
    {
        var calls = 0;
        await using var run = await ReportedRun.OverAsync(
            Scenario.Old(2),
            Scenario.Faulty(call =>
                call.Action == "PutObject" && Interlocked.Increment(ref calls) % 2 == 1 ? InjectedFault.Throttle : null));

        await run.RunAsync(Scenario.Look);

        Assert.Equal(4, run.Keys.Count);
        Assert.Empty(run.Scenario.Log.Of("report_not_written"));
    }

    [Fact]
    public async Task Without_a_bucket_nothing_is_put()
    {
        await using var run = await ReportedRun.OverAsync(Scenario.Old(2));
        run.Scenario.Environment.Remove("SNAPSHOT_LAMBDA_REPORT_BUCKET");

        await run.RunAsync(Scenario.Delete());

        Assert.Equal(0, run.Scenario.CallsOf("PutObject"));
    }

    [Fact]
    public async Task Nothing_is_put_to_the_bucket_of_another_account()
    {
        await using var run = await ReportedRun.OverAsync(Scenario.Old(2));

        var result = await run.RunAsync("""{ "expectedAccountId": "999988887777" }""");

        Assert.Equal(RunStatus.Refused, result.Status);
        Assert.Equal(0, run.Scenario.CallsOf("PutObject"));
    }

    private static IEnumerable<string> IdsIn(ReportedRun run, RunResult result, int list)
    {
        var content = run.Content(
            FormattableString.Invariant($"runs/{result.RunId}/{Scenario.Account}/us-east-1/deletions/{list:0000}.json"));
        using var json = JsonDocument.Parse(content);
        return [.. json.RootElement.GetProperty("snapshotIds").EnumerateArray().Select(id => id.GetString()!)];
    }
}
