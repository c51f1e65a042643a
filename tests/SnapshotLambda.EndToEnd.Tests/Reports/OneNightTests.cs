using System.Text;
using System.Text.Json;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Crashes;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Reports;

/// <summary>
/// One night as its owner has it, with the built functions, over the wire and in a browser: a dry run, its page, an approval with three
/// unticked, the real run, its page, the whole run taken back, and the next night.
/// </summary>
[Trait("Starts", "Function")]
public sealed class OneNightTests : IDisposable
{
    private const string Account = "111122223333";
    private const string Bucket = "snapshot-lambda-reports";
    private const int Count = 30;

    private static readonly string[] Ids = [.. Enumerable.Range(0, Count).Select(i => $"snap-{i:x8}")];
    private static readonly string[] Unticked = [Ids[4], Ids[11], Ids[29]];
    private static readonly string[] Approved = [.. Ids.Except(Unticked)];

    private readonly Folder _folder = new();

    [ChromiumFact]
    public async Task Is_planned_approved_done_told_and_taken_back()
    {
        var fleet = FleetReader.Read(Encoding.UTF8.GetBytes(Fleet()), TimeProvider.System.GetUtcNow());
        await using var sandbox = await SandboxServer.StartAsync(fleet, new SandboxOptions { RequestLimits = false });
        await using var cleanUp = await LiveFunction.StartAsync(
            Account, sandbox.Url, ("SNAPSHOT_LAMBDA_REPORT_BUCKET", Bucket), ("SNAPSHOT_LAMBDA_RECYCLE_BIN", "use"),
            ("SNAPSHOT_LAMBDA_KEEP_LATEST_PER_VOLUME", "0"));
        await using var undo = await LiveFunction.StartAsync(
            Account, sandbox.Url, ("ANNOTATIONS_HANDLER", nameof(SnapshotRestore.RestoreAsync)),
            ("SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION", LambdaIdentity.FunctionName), ("SNAPSHOT_LAMBDA_REPORT_BUCKET", Bucket));

        var look = (await cleanUp.InvokeAsync("{}"))!;
        Assert.Equal((Count, true), (look.Totals.WouldDelete, look.Regions[0].WouldRefuse));
        Assert.Contains(look.Notes, note => note.Code == nameof(NoteCode.Undo));

        var approval = await PageApproval.SaveAsync(Page(sandbox, look.RunId), Unticked);
        using var saved = JsonDocument.Parse(approval);
        Assert.Equal(look.RunId, saved.RootElement.GetProperty("approvedRun").GetString());

        var real = (await cleanUp.InvokeAsync(approval))!;
        Assert.Equal((RunStatus.Succeeded, Approved.Length), (real.Status, real.Totals.Deleted));
        Assert.Equal(Unticked, Present(sandbox));
        var page = await File.ReadAllTextAsync(Page(sandbox, real.RunId));
        Assert.Contains("take this night back", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(real.RunId, page, StringComparison.Ordinal);

        var back = await RestoreAsync(undo, real.RunId);
        Assert.Equal(
            (RunStatus.Succeeded, Approved.Length, Approved.Length), (back.Status, back.Totals.Found, back.Totals.Restored));
        Assert.Equal(Ids, Present(sandbox));

        var next = (await cleanUp.InvokeAsync("""{ "dryRun": false, "maxDeletePercent": 100 }"""))!;
        Assert.Equal((RunStatus.Succeeded, Unticked.Length), (next.Status, next.Totals.Deleted));
        Assert.Equal(Approved, Present(sandbox));
        Assert.All(sandbox.World.Accounts[0].Regions[0].Snapshots.Values, snapshot =>
            Assert.Equal([OwnTags.KeepUntil], snapshot.Tags.Select(tag => tag.Key)));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<RestoreResult> RestoreAsync(LiveFunction undo, string runId)
    {
        var reply = await undo.ReplyAsync(Encoding.UTF8.GetBytes($$"""{ "runId": "{{runId}}", "dryRun": false }"""));
        return ResultJson.TryReadRestore(Assert.IsType<FunctionReply.Answered>(reply).Json)!;
    }

    /// <summary>The page of a run, copied from its bucket.</summary>
    private string Page(SandboxServer sandbox, string runId) => _folder.Write(
        $"{runId}.html", Encoding.UTF8.GetString(sandbox.World.Bucket(Bucket)!.Objects[$"runs/{runId}/report.html"].Body.Span));

    private static IEnumerable<string> Present(SandboxServer sandbox) => sandbox.World.Accounts[0].Regions[0].Snapshots.Keys.Order();

    private static string Fleet()
    {
        var snapshots = Ids.Select((id, i) => $$"""{ "id": "{{id}}", "volumeId": "vol-{{i:x8}}", "ageDays": {{100 + i}} }""");
        return $$"""
            { "accounts": [ { "id": "{{Account}}", "buckets": ["{{Bucket}}"], "regions": [ { "name": "us-east-1",
              "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ], "snapshots": [ {{string.Join(", ", snapshots)}} ] } ] } ] }
            """;
    }
}
