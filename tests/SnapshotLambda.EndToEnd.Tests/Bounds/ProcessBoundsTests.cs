using System.Collections;
using System.Globalization;
using System.Text;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Bounds;

/// <summary>
/// The built function keeps within what a process has, however many accounts and regions there are: half of Lambda's 1,024 file descriptors.
/// At large the benchmark measures the same, and memory with it.
/// </summary>
[Trait("Starts", "Function")]
public sealed class ProcessBoundsTests
{
    private const string Prlimit = "/usr/bin/prlimit";
    private const string Account = "111122223333";
    private const int Descriptors = 512;
    private const int EachRegion = 2;

    private static readonly string[] Members = [.. Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"{222200000000 + i}"))];

    private static readonly string[] Regions =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1",
        "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    [FactWithPrlimit]
    public async Task Many_accounts_and_regions_do_with_half_of_the_descriptors()
    {
        await using var sandbox = await SandboxServer.StartAsync(
            FleetReader.Read(Encoding.UTF8.GetBytes(Fleet()), TimeProvider.System.GetUtcNow()),
            new SandboxOptions { RequestLimits = false, Latency = TimeSpan.FromMilliseconds(200) });

        var result = await RunAsync(sandbox, $$"""{ "accounts": [{{Quoted(Members)}}], "regions": [{{Quoted(Regions)}}], "keepLatestPerVolume": 0, "maxDeletePercent": 100 }""");

        Assert.Equal((RunStatus.Succeeded, EachRegion * Members.Length * Regions.Length), (result.Status, result.Totals.WouldDelete));
    }

    private static async Task<RunResult> RunAsync(SandboxServer sandbox, string payload)
    {
        var identity = new LambdaIdentity(Account, "us-east-1");
        var inherited = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        var environment = FunctionEnvironment.ForEndpoint(inherited, identity, sandbox.Url, SandboxServer.CredentialsOf(Account), Path.GetDirectoryName(TestedFunction.Path)!);
        environment["SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME"] = "member";
        var function = FunctionCommand.For(TestedFunction.Path, inherited, environment);

        // The program that sets the limit becomes the one that it starts.
        var bounded = function with
        {
            Program = Prlimit,
            Arguments = [string.Create(CultureInfo.InvariantCulture, $"--nofile={Descriptors}"), function.Program, .. function.Arguments],
        };
        await using var api = await LambdaRuntimeApi.StartAsync(identity, TimeProvider.System, CancellationToken.None);
        await using var lines = new StringWriter();
        var output = new FunctionOutput(lines);
        await using var process = FunctionProcess.Start(bounded, api.Address, output, TimeProvider.System);
        var reply = await new LocalLambda(api, process, output, LambdaLimits.Default, TimeProvider.System).InvokeAsync(
            new LambdaInvocation { RequestId = Guid.NewGuid(), Payload = Encoding.UTF8.GetBytes(payload), Remaining = TimeSpan.FromMinutes(15) }, CancellationToken.None);
        return ResultJson.TryRead(Assert.IsType<FunctionReply.Answered>(reply).Json)!;
    }

    private static string Fleet()
    {
        const string role = """{ "name": "member", "trustedBy": ["111122223333"], "policy": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot"], "Resource": "*" } ] } }""";
        var old = string.Join(", ", Enumerable.Range(0, EachRegion).Select(i => $$"""{ "id": "snap-{{i}}", "volumeId": "vol-{{i}}", "ageDays": 900 }"""));
        var regions = string.Join(", ", Regions.Select(name => $$"""{ "name": "{{name}}", "snapshots": [ {{old}} ] }"""));
        var members = string.Join(", ", Members.Select(id => $$"""{ "id": "{{id}}", "roles": [ {{role}} ], "regions": [ {{regions}} ] }"""));
        return $$"""{ "accounts": [ { "id": "{{Account}}", "regions": [ { "name": "us-east-1" } ] }, {{members}} ] }""";
    }

    private static string Quoted(string[] names) => string.Join(", ", names.Select(name => $"\"{name}\""));

    /// <summary>A fact for which a process's limits can be set.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FactWithPrlimitAttribute : FactAttribute
    {
        public FactWithPrlimitAttribute() => Skip = File.Exists(Prlimit) ? null : $"There is no {Prlimit}: apt-get install util-linux";
    }
}
