using System.Globalization;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>The script that the function grew from, on the system's own Python and boto3.</summary>
/// <param name="Python">The Python that has boto3.</param>
/// <param name="Versions">Python's version and boto3's.</param>
internal sealed record SeedScript(string Python, string Versions)
{
    /// <summary>What to say where it cannot be run.</summary>
    public const string Missing = "not measured: no python3 in /usr/bin or /usr/local/bin has boto3 (apt-get install python3-boto3)";

    private const string AskForVersions = "import boto3, platform; print('Python', platform.python_version(), 'with boto3', boto3.__version__)";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The script, or null where there is no boto3.</summary>
    public static async Task<SeedScript?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var python in new[] { "/usr/bin/python3", "/usr/local/bin/python3" }.Where(File.Exists))
        {
            var lines = new List<string>();
            await using var process = ChildProcess.Start(python, ["-c", AskForVersions], ProcessEnvironment.Inherited, lines.Add);
            if (await process.Exit.WaitAsync(Patience, cancellationToken) == 0) return new SeedScript(python, lines[0]);
        }

        return null;
    }

    /// <summary>One dry run.</summary>
    public async Task<Usage> RunAsync(EndpointProcess endpoint, CancellationToken cancellationToken)
    {
        var credentials = SandboxServer.CredentialsOf(GeneratedFleet.AccountId);
        var environment = new Dictionary<string, string>(ProcessEnvironment.Inherited)
        {
            ["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey,
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["NO_PROXY"] = "127.0.0.1",
        };
        var lines = new LastLines();
        await using var process = ChildProcess.Start(
            Python,
            [Script("usage.py"), Python, Script("seed_script.py"), "--region", LambdaProcess.Region, "--dry-run", "--endpoint-url", endpoint.Url.AbsoluteUri],
            environment,
            lines.Take);
        await process.Exit.WaitAsync(Patience, cancellationToken);
        return lines.All.Select(line => line.Split(' ')).LastOrDefault(words => words is ["0", _, _, _]) is { } used
            ? new Usage(Seconds(used[1]), Seconds(used[2]), long.Parse(used[3], CultureInfo.InvariantCulture) * 1024)
            : throw new InvalidOperationException($"The script failed:\n{lines}");
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Processes", name);

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
