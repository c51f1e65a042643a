using System.Diagnostics;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.EndToEnd.Tests.Serve;

/// <summary>A client of AWS that is not ours and may not be installed.</summary>
internal static class ForeignClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The AWS CLI as the system's packages install it, or null.</summary>
    public static string? AwsCli { get; } = First("/usr/bin/aws", "/usr/local/bin/aws");

    /// <summary>A Python that has boto3, or null.</summary>
    public static string? Python { get; } = First("/usr/bin/python3", "/usr/local/bin/python3") is { } python && Succeeds(python, "-c", "import boto3") ? python : null;

    /// <summary>Runs it against the sandbox, with nothing of this machine's own AWS settings.</summary>
    public static async Task<Outcome> RunAsync(string program, SandboxServer sandbox, params string[] arguments)
    {
        var credentials = SandboxServer.CredentialsOf(sandbox.World.Accounts[0].Id);
        var start = Start(program, arguments);
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        start.Environment["AWS_PAGER"] = "";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
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

    private static string? First(params string[] paths) => paths.FirstOrDefault(File.Exists);

    private static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(Start(program, arguments))!;
        bool ended = process.WaitForExit(Patience);
        if (!ended)
            process.Kill(entireProcessTree: true);
        return ended && process.ExitCode == 0;
    }

    private static ProcessStartInfo Start(string program, string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
}

/// <summary>How a client ended.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error);
