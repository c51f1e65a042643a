namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>What people have on their machines to clean up snapshots with.</summary>
internal static class Rivals
{
    /// <summary>What to say where the script cannot be run.</summary>
    public const string NoScript = "not measured: no python3 in /usr/bin or /usr/local/bin has boto3 (apt-get install python3-boto3)";

    /// <summary>What to say where there is no AWS CLI.</summary>
    public const string NoAwsCli = "not measured: no AWS CLI on the PATH runs (apt-get install awscli)";

    private const int MaxAgeDays = 30;
    private const string AskForVersions =
        "import boto3, platform; print('Python', platform.python_version(), 'with boto3', boto3.__version__)";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The script that the function grew from, on the system's own Python and boto3; null where there is none.</summary>
    public static async Task<Rival?> FindScriptAsync(CancellationToken cancellationToken)
    {
        foreach (var python in Pythons)
        {
            if (await FirstLineAsync(python, ["-c", AskForVersions], cancellationToken) is not { } versions) continue;
            IReadOnlyList<string> Command(Uri endpoint) =>
                [python, Rival.PathOf("seed_script.py"), "--region", LambdaProcess.Region, "--endpoint-url", endpoint.AbsoluteUri];
            return new Rival("script", versions, python, endpoint => [.. Command(endpoint), "--dry-run"], Command);
        }

        return null;
    }

    /// <summary>
    /// The AWS CLI with the same rule as a query: the ids and start times of what is old. It has no real run here, since it starts
    /// a process for each deletion. Null where there is none.
    /// </summary>
    public static async Task<Rival?> FindAwsCliAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var python = Pythons.FirstOrDefault();
        foreach (var cli in OnPath("aws"))
        {
            if (python is null || await FirstLineAsync(cli, ["--version"], cancellationToken) is not { } versions) continue;
            return new Rival("AWS CLI", string.Join(' ', versions.Split(' ').Take(2)), python, endpoint =>
            [
                cli,
                "ec2",
                "describe-snapshots",
                "--owner-ids",
                "self",
                "--region",
                LambdaProcess.Region,
                "--endpoint-url",
                endpoint.AbsoluteUri,
                "--output",
                "text",
                "--query",
                FormattableString.Invariant(
                    $"Snapshots[?StartTime<'{clock.GetUtcNow().AddDays(-MaxAgeDays):yyyy-MM-ddTHH:mm:ss}'].[SnapshotId,StartTime]"),
                "--page-size",
                "1000",
            ]);
        }

        return null;
    }

    private static IEnumerable<string> Pythons => new[] { "/usr/bin/python3", "/usr/local/bin/python3" }.Where(File.Exists);

    private static IEnumerable<string> OnPath(string program) => ProcessEnvironment.Inherited.GetValueOrDefault("PATH", "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .Where(File.Exists);

    private static async Task<string?> FirstLineAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await using var process = ChildProcess.Start(program, arguments, ProcessEnvironment.Inherited, lines.Add);
        return await process.Exit.WaitAsync(Patience, cancellationToken) == 0 ? lines.FirstOrDefault() : null;
    }
}
