using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace SnapshotLambda.Tests;

/// <summary>A DynamoDB in a process of its own, without tables; nothing at all where dynalite is absent.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private Process? _process;

    public AmazonDynamoDBClient Client { get; private set; } = null!;

    /// <summary>How to start dynalite, or null: from node_modules at the root of the repository, else from the PATH.</summary>
    internal static (string Program, string[] Arguments)? Command { get; } = Find();

    public async Task InitializeAsync()
    {
        if (Command is not var (program, arguments))
            return;
        var port = FreePort();
        _process = Process.Start(new ProcessStartInfo(program, [
            .. arguments, "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--createTableMs", "0",
            "--deleteTableMs", "0",
        ])
        {
            RedirectStandardOutput = true,
        })!;
        var endpoint = new AmazonDynamoDBConfig
        {
            ServiceURL = $"http://127.0.0.1:{port}",
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        };
        Client = new AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), endpoint);
        await AnsweringAsync();
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        Client?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A table with the key that Powertools Idempotency expects.</summary>
    public async Task CreateTableAsync(string name)
    {
        await Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("id", KeyType.HASH)],
            AttributeDefinitions = [new("id", ScalarAttributeType.S)],
        });
        await HangGuard.UntilAsync(async () => (await Client.DescribeTableAsync(name)).Table.TableStatus == TableStatus.ACTIVE);
    }

    /// <summary>Takes a table away; its name is free then.</summary>
    public async Task DeleteTableAsync(string name)
    {
        await Client.DeleteTableAsync(name);
        await HangGuard.UntilAsync(async () => !(await Client.ListTablesAsync()).TableNames.Contains(name));
    }

    private Task AnsweringAsync() => HangGuard.UntilAsync(async () =>
    {
        try
        {
            await Client.ListTablesAsync();
            return true;
        }
        catch (HttpRequestException) when (_process is { HasExited: false })
        {
            return false;
        }
    });

    private static (string, string[])? Find()
    {
        if (OnPath("node") is not { } node)
            return null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "node_modules", "dynalite", "cli.js");
            if (File.Exists(Path.Combine(folder.FullName, "SnapshotLambda.sln")) && File.Exists(script))
                return (node, [script]);
        }
        return OnPath("dynalite") is { } dynalite ? (dynalite, []) : null;
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
            .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
