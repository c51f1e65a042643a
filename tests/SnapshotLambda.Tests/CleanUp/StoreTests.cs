using System.Net;
using System.Net.Sockets;
using System.Text;
using SnapshotLambda.Core;

namespace SnapshotLambda.Tests.CleanUp;

/// <summary>A store that does not answer.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class StoreTests : IDisposable
{
    private static readonly string[] Names = ["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"];

    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, string?> before = Names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public StoreTests()
    {
        silent.Start();
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "test");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "test");
        Environment.SetEnvironmentVariable("AWS_REGION", "us-east-1");
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
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
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
