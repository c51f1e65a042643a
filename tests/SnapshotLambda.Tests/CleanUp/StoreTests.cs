using System.Net;
using System.Net.Sockets;
using System.Text;
using SnapshotLambda.Core;

namespace SnapshotLambda.Tests.CleanUp;

/// <summary>A store that does not answer.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class StoreTests : IDisposable
{
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly DynamoDbEndpoint endpoint;

    public StoreTests()
    {
        silent.Start();
        endpoint = new($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_fails_the_run_in_time_and_the_run_never_begins()
    {
        await using var night = await Night.OverAsync($"\"snapshots\": [ {Night.Old(3)} ]");
        night.Environment["SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE"] = "silent";

        var running = night.RunAsync(Night.Delete());
        using (await silent.AcceptTcpClientAsync())
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
        await using var night = await Night.OverAsync($"\"snapshots\": [ {Night.Old(3)} ]");
        night.Environment["SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE"] = "falls-silent";

        var running = night.RunAsync(Night.Delete());
        using (var connection = await silent.AcceptTcpClientAsync())
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

    public void Dispose()
    {
        silent.Dispose();
        endpoint.Dispose();
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
        await stream.WriteAsync(Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}"));
    }
}
