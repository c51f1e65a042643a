using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>Dry run, read, approve, run.</summary>
public sealed class ApproveTests : IDisposable
{
    private static readonly string[] Three = ["snap-00000001", "snap-00000002", "snap-00000003"];

    private readonly Folder _folder = new();

    [Fact]
    public async Task Deletes_exactly_what_was_approved_and_nothing_that_became_old_since()
    {
        string log = _folder.At("log.jsonl"), approval = _folder.At("approved.json"), after = _folder.At("after.json");
        await SandboxProcess.RunAsync(
            "invoke", _folder.Write("look.json", """{"keepLatestPerVolume": 0}"""), "--fleet", Fleet("before.json", Three), "--logs", log);
        await File.AppendAllTextAsync(log, "REPORT RequestId: 1\n");

        var approved = await SandboxProcess.RunAsync("approve", log, "--event", approval);
        var run = await SandboxProcess.RunAsync(
            "invoke",
            approval,
            "--fleet",
            Fleet("later.json", [.. Three, "snap-00000004"]),
            "--env",
            "SNAPSHOT_LAMBDA_KEEP_LATEST_PER_VOLUME=0",
            "--json",
            "--world-after",
            after);

        var result = ResultJson.TryRead(run.Out)!;
        Assert.Equal((0, ""), (approved.ExitCode, approved.Out));
        Assert.Contains("approved: 3 snapshots", approved.Error, StringComparison.Ordinal);
        Assert.Contains("passed over: 1 lines", approved.Error, StringComparison.Ordinal);
        Assert.Equal((RunStatus.Succeeded, 3, 1), (result.Status, result.Totals.Deleted, result.Totals.Kept["NotApproved"]));
        Assert.Equal(["snap-00000004", "snap-0000000f"], Ids(after));
    }

    [Fact]
    public async Task Writes_the_event_to_standard_output_and_refuses_a_log_that_names_nothing()
    {
        var log = _folder.At("log.jsonl");
        await SandboxProcess.RunAsync("invoke", _folder.Write("look.json", "{}"), "--snapshots", "300", "--logs", log);

        var some = await SandboxProcess.RunAsync("approve", log);
        var none = await SandboxProcess.RunAsync("approve", _folder.Write("none.jsonl", """{"message": "run_started"}"""));

        Assert.StartsWith("""{"dryRun": false, "approvedSnapshotIds": [""", some.Out, StringComparison.Ordinal);
        Assert.Contains("note: this is the way for where there is no bucket.", some.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (none.ExitCode, none.Out));
        Assert.Contains("names no snapshot that would be deleted", none.Error, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task The_page_and_approve_write_the_same_and_the_function_deletes_that_of_its_plan_and_nothing_else()
    {
        string run = _folder.At("run"), page = _folder.At("page.html"), after = _folder.At("after.json");
        await SandboxProcess.RunAsync(
            "invoke", _folder.Write("look.json", """{"keepLatestPerVolume": 0}"""), "--fleet", Fleet("before.json", Three),
            "--env", $"SNAPSHOT_LAMBDA_REPORT_FOLDER={run}", "--report", page);

        var approved = await SandboxProcess.RunAsync("approve", run, "--except", _folder.Write("stay.txt", $"# ours\n{Three[1]}\n"));
        var saved = await PageApproval.SaveAsync(page, Three[1]);

        Assert.Equal(0, approved.ExitCode);
        Assert.Contains("approved: 2 of 3 snapshots that run ", approved.Error, StringComparison.Ordinal);
        Assert.Equal(approved.Out, saved);
        var json = JsonSerializer.Deserialize<JsonElement>(saved);
        Assert.Equal([Three[0], Three[2]], json.GetProperty("approvedSnapshotIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Contains(json.GetProperty("approvedRun").GetString()!, approved.Error, StringComparison.Ordinal);

        var real = await SandboxProcess.RunAsync(
            "invoke", _folder.Write("approval.json", saved), "--fleet", Fleet("later.json", [.. Three, "snap-00000004"]),
            "--env", "SNAPSHOT_LAMBDA_KEEP_LATEST_PER_VOLUME=0", "--env", $"SNAPSHOT_LAMBDA_REPORT_FOLDER={run}",
            "--report", _folder.At("real.html"), "--json", "--world-after", after);
        var result = ResultJson.TryRead(real.Out)!;
        Assert.Equal((RunStatus.Succeeded, 2, 2), (result.Status, result.Totals.Deleted, result.Totals.Kept["NotApproved"]));
        Assert.Equal([Three[1], "snap-00000004", "snap-0000000f"], Ids(after));
        Assert.Contains("<h2>Since the approved plan</h2>", await File.ReadAllTextAsync(_folder.At("real.html")), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Fleet(string name, string[] old) =>
        _folder.Write(name, FleetText.OfAccount().WithSnapshots(90, old).WithSnapshots(1, "snap-0000000f").ToString());

    private static IEnumerable<string> Ids(string fleet) =>
        FleetReader.Read(File.ReadAllBytes(fleet), TimeProvider.System.GetUtcNow()).Accounts
            .SelectMany(account => account.Regions)
            .SelectMany(region => region.Snapshots.Keys);
}
