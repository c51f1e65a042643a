using System.Net;
using System.Net.Sockets;
using System.Text;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Tests.Aws;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Idempotency;

/// <summary>A store that does not answer.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class StoreTests : IDisposable
{
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private readonly DynamoDbEndpoint _endpoint;

    public StoreTests()
    {
        _silent.Start();
        _endpoint = new($"http://127.0.0.1:{((IPEndPoint)_silent.LocalEndpoint).Port}");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_fails_the_run_in_time_and_the_run_never_begins()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """);
        night.Environment["SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE"] = "silent";

        var running = night.RunAsync(Scenario.Delete());
        using (await _silent.AcceptTcpClientAsync())
        {
            while (!running.IsCompleted)
            {
                night.Time.ExpireLimits();
                await Task.Yield();
            }
        }

        var result = await running;
        Assert.Equal((RunStatus.Failed, "IdempotencyStore"), (result.Status, result.Reason));
        Assert.Empty(night.Calls);
    }

    [Fact]
    public async Task A_store_that_falls_silent_after_the_run_never_hides_the_result()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """);
        night.Environment["SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE"] = "falls-silent";

        var running = night.RunAsync(Scenario.Delete());
        using (var connection = await _silent.AcceptTcpClientAsync())
        {
            await AnswerOnceAsync(connection.GetStream());
            while (night.Log.Of("region_finished").Count == 0) await Task.Yield();
            while (!running.IsCompleted)
            {
                night.Time.ExpireLimits();
                await Task.Yield();
            }
        }

        var result = await running;
        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Deleted));
        Assert.Single(night.Log.Of("result_not_remembered"));
    }

    [Theory]
    [InlineData(
        400,
        "AccessDeniedException",
        "User: f is not authorized to perform: dynamodb:PutItem",
        "Grant the function's role dynamodb:PutItem, GetItem, UpdateItem and DeleteItem on the table runs.")]
    [InlineData(
        400,
        "ResourceNotFoundException",
        "Requested resource not found",
        "Create the table runs in the function's region and account, as template.yaml does, or correct SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE.")]
    [InlineData(
        400,
        "ValidationException",
        "One of the required keys was not given a value",
        "Give the table runs the key id, a text, and no sort key, as template.yaml does.")]
    [InlineData(400, "UnrecognizedClientException", "The security token is invalid.", "Check the function's role and credentials.")]
    [InlineData(
        400,
        "ProvisionedThroughputExceededException",
        "The level of configured throughput was exceeded.",
        "Run again later; if this goes on, raise the capacity of the table runs.")]
    [InlineData(
        500,
        "InternalServerError",
        "Internal server error",
        "Run again; if this goes on, check that the function reaches DynamoDB and that the table runs exists.")]
    public async Task A_store_that_refuses_is_told_at_once_with_what_it_said(int status, string code, string message, string step)
    {
        using var refusing = new ScriptedServer(Reply.Of(
            status, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"{{message}}"}""", "application/x-amz-json-1.0"));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """);

        var result = await FailAsync(night, refusing.Url);

        Assert.Equal($"The idempotency store failed, so nothing was done: {code}: {message}", result.Message);
        Assert.Equal(step, result.NextStep);
        Assert.InRange(refusing.Requests.Count, 1, 3);
    }

    [Fact]
    public async Task A_store_that_refuses_the_connection_is_told_at_once()
    {
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {Scenario.Old(3)} ] """);

        var result = await FailAsync(night, ScriptedServer.Nowhere());

        Assert.StartsWith(
            "The idempotency store failed, so nothing was done: ConnectionFailed: Connection refused",
            result.Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Run again; if this goes on, check that the function reaches DynamoDB", result.NextStep, StringComparison.Ordinal);
    }

    /// <summary>No limit of this clock runs out by itself: what is told was not waited for.</summary>
    private static async Task<RunResult> FailAsync(Scenario night, Uri store)
    {
        using var endpoint = new DynamoDbEndpoint(store.AbsoluteUri);
        night.Environment["SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE"] = "runs";
        var result = await night.RunAsync(Scenario.Delete());
        Assert.Equal((RunStatus.Failed, "IdempotencyStore"), (result.Status, result.Reason));
        Assert.Empty(night.Calls);
        return result;
    }

    public void Dispose()
    {
        _silent.Dispose();
        _endpoint.Dispose();
    }

    /// <summary>Takes the claim of the run, as DynamoDB answers a PutItem that was carried out.</summary>
    private static async Task AnswerOnceAsync(NetworkStream stream)
    {
        var request = "";
        var buffer = new byte[64 * 1024];
        while (!request.Contains("\r\n\r\n", StringComparison.Ordinal) || !request.EndsWith('}'))
        {
            var read = await stream.ReadAsync(buffer);
            Assert.NotEqual(0, read);
            request += Encoding.UTF8.GetString(buffer, 0, read);
        }

        Assert.Contains("PutItem", request, StringComparison.Ordinal);
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}"));
    }
}
