using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Remembered;

/// <summary>Two processes, one table: what one Lambda remembers, the next one knows.</summary>
[Trait("Starts", "Function")]
public sealed class DynamoDbTests(Dynalite dynalite) : IClassFixture<Dynalite>, IDisposable
{
    private readonly Folder _folder = new();

    [DynaliteFact]
    public async Task A_second_process_gets_the_remembered_result_and_a_mistake_is_told()
    {
        await dynalite.CreateTableAsync("runs");

        var first = await InvokeAsync("""{"dryRun": false, "idempotencyKey": "tonight", "maxDeletions": 5, "maxDeletePercent": 100}""");
        var second = await InvokeAsync("""{"dryRun": false, "idempotencyKey": "tonight", "maxDeletions": 5, "maxDeletePercent": 100}""");
        var other = await InvokeAsync("""{"dryRun": false, "idempotencyKey": "tonight", "maxDeletions": 6, "maxDeletePercent": 100}""");

        Assert.Equal((false, 5), (first.Replayed, first.Totals.Deleted));
        Assert.Equal((true, first.RunId, 5), (second.Replayed, second.RunId, second.Totals.Deleted));
        Assert.Equal((RunStatus.InvalidConfiguration, "SettingsChanged"), (other.Status, other.Reason));
    }

    [DynaliteFact]
    public async Task A_table_that_is_not_there_fails_the_run_before_anything_is_done()
    {
        var result = await InvokeAsync("""{"dryRun": false, "maxDeletePercent": 100}""", table: "no-such-table");

        Assert.Equal((RunStatus.Failed, "IdempotencyStore"), (result.Status, result.Reason));
        Assert.Contains("no-such-table", result.NextStep, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<RunResult> InvokeAsync(string payload, string table = "runs")
    {
        var ended = await SandboxProcess.RunAsync(
        [
            "invoke",
            _folder.Write("event.json", payload),
            "--json",
            "--snapshots",
            "300",
            "--seed",
            "4",
            "--request-limits",
            "off",
            "--env",
            $"SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE={table}",
            "--env",
            $"AWS_ENDPOINT_URL_DYNAMODB={dynalite.Client.Config.ServiceURL}",
        ]);
        return ResultJson.TryRead(ended.Out) ?? throw new InvalidOperationException($"{ended.Out} {ended.Error}");
    }
}
