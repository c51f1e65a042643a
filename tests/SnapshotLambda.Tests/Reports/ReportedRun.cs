using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Results;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Reports;

/// <summary>A run whose reports go to a bucket of the sandbox.</summary>
internal sealed class ReportedRun : IAsyncDisposable
{
    public const string Bucket = "snapshot-lambda-reports";

    private ReportedRun(Scenario scenario) => Scenario = scenario;

    public Scenario Scenario { get; }

    /// <summary>The keys of all objects in the bucket.</summary>
    public IReadOnlyList<string> Keys => [.. Objects.Objects.Keys];

    private Bucket Objects => Scenario.World.Bucket(Bucket)!;

    /// <summary>A world of one region with these snapshots, and a bucket.</summary>
    public static async Task<ReportedRun> OverAsync(string snapshots, SandboxOptions? options = null)
    {
        var json = $$"""
            { "accounts": [ { "id": "{{Scenario.Account}}", "buckets": ["{{Bucket}}"],
              "regions": [ { "name": "us-east-1", "snapshots": [ {{snapshots}} ] } ] } ] }
            """;
        var scenario = await Scenario.OverAsync(FleetReader.Read(Encoding.UTF8.GetBytes(json), TimeProvider.System.GetUtcNow()), options);
        scenario.Environment["SNAPSHOT_LAMBDA_REPORT_BUCKET"] = Bucket;
        return new ReportedRun(scenario);
    }

    public Task<RunResult> RunAsync(string payload, TimeSpan? remaining = null) => Scenario.RunAsync(payload, remaining);

    public byte[] Content(string key) => Objects.Objects[key].Body.ToArray();

    /// <summary>Someone puts an object there.</summary>
    public void Put(string key, byte[] content) => Scenario.ChangeBucketBehind(Bucket, bucket => bucket with
    {
        Objects = bucket.Objects.SetItem(key, new StoredObject
        {
            Key = key,
            Body = content,
            LastModified = Scenario.Time.GetUtcNow(),
            ETag = $"\"{Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, content))}\"",
            Algorithm = "crc32",
            Checksum = "",
            Headers = ImmutableSortedDictionary.CreateRange<string, string>(
                StringComparer.OrdinalIgnoreCase, [new("Content-Type", "application/octet-stream")]),
        }),
    });

    /// <summary>Someone removes an object.</summary>
    public void Remove(string key) =>
        Scenario.ChangeBucketBehind(Bucket, bucket => bucket with { Objects = bucket.Objects.Remove(key) });

    public RunResult ResultOf(RunResult run) =>
        ResultFile.Read("result.json", new MemoryStream(Content($"runs/{run.RunId}/result.json")));

    public PlanFile PlanOf(RunResult run)
    {
        var content = Content($"runs/{run.RunId}/{Scenario.Account}/us-east-1/plan.json.gz");
        return PlanFile.Open("plan.json.gz", () => new MemoryStream(content));
    }

    public ValueTask DisposeAsync() => Scenario.DisposeAsync();
}
