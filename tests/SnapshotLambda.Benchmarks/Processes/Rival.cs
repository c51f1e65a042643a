using System.Globalization;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>A program that is not ours and does the same job, run once from its start to its end.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Versions">Its versions, as it tells them.</param>
/// <param name="Python">The Python that measures it.</param>
/// <param name="DryRun">Its command at an endpoint, to tell what it would delete.</param>
/// <param name="RealRun">Its command to delete; null where it has none.</param>
internal sealed record Rival(
    string Name, string Versions, string Python, Func<Uri, IReadOnlyList<string>> DryRun, Func<Uri, IReadOnlyList<string>>? RealRun = null)
{
    private const string Used = "used ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The path of a file beside this one.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Processes", name);

    /// <summary>Tells what it would delete, and returns what it used.</summary>
    public Task<Usage> DryRunAsync(EndpointProcess endpoint, CancellationToken cancellationToken) =>
        RunAsync(DryRun(endpoint.Url), cancellationToken);

    /// <summary>Deletes, and returns what it used.</summary>
    public Task<Usage> RealRunAsync(EndpointProcess endpoint, CancellationToken cancellationToken) =>
        RunAsync(RealRun?.Invoke(endpoint.Url) ?? throw new InvalidOperationException($"{Name} has no real run."), cancellationToken);

    private async Task<Usage> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var credentials = SandboxServer.CredentialsOf(GeneratedFleet.AccountId);
        var environment = new Dictionary<string, string>(ProcessEnvironment.Inherited)
        {
            ["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey,
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_PAGER"] = "",
            ["NO_PROXY"] = "127.0.0.1",
        };
        var lines = new LastLines();
        string? used = null;
        var named = 0;
        await using var process = ChildProcess.Start(Python, [PathOf("usage.py"), .. command], environment, line =>
        {
            if (line.StartsWith(Used, StringComparison.Ordinal)) used = line;
            if (line.Contains("snap-", StringComparison.Ordinal)) named++;
            lines.Take(line);
        });
        await process.Exit.WaitAsync(Patience, cancellationToken);
        return named > 0 && used?.Split(' ') is [_, "0", var wall, var cpu, var peak]
            ? new Usage(Seconds(wall), Seconds(cpu), long.Parse(peak, CultureInfo.InvariantCulture) * 1024)
            : throw new InvalidOperationException($"{Name} failed or named no snapshot:\n{lines}");
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
