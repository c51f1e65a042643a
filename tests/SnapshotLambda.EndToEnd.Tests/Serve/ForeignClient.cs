using System.Diagnostics;
using SnapshotLambda.Sandbox;

namespace SnapshotLambda.EndToEnd.Tests.Serve;

/// <summary>A client of AWS that is not ours and may not be installed.</summary>
internal static class ForeignClient
{
    /// <summary>The first AWS CLI on the PATH that runs, or null.</summary>
    public static string? AwsCli { get; } = OnPath("aws").FirstOrDefault(program => Succeeds(program, "--version"));

    /// <summary>The first Python on the PATH that has boto3, or null.</summary>
    public static string? Python { get; } = OnPath("python3").FirstOrDefault(program => Succeeds(program, "-c", "import boto3"));

    /// <summary>Runs it against the sandbox, with nothing of this machine's own AWS settings.</summary>
    public static async Task<Outcome> RunAsync(string program, SandboxServer sandbox, params string[] arguments)
    {
        var credentials = SandboxServer.CredentialsOf(sandbox.World.Accounts[0].Id);
        var start = Start(program, arguments);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        start.Environment["AWS_PAGER"] = "";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(HangGuard.Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static IEnumerable<string> OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).Where(File.Exists);

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(Start(program, arguments))!;
        var ended = process.WaitForExit(HangGuard.Limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        return ended && process.ExitCode == 0;
    }

    private static ProcessStartInfo Start(string program, string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
}

/// <summary>How a client ended.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error);
