using System.Net;
using System.Net.Sockets;
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

    public void Dispose()
    {
        silent.Dispose();
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
    }
}
