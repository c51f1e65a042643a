using System.Diagnostics;
using System.Reflection;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>The built sandbox as a process of its own, as <c>dotnet run</c> starts it.</summary>
internal static class SandboxProcess
{
    public static string Assembly { get; } = Path.GetFullPath(
        typeof(SandboxProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "SandboxPath").Value!,
        AppContext.BaseDirectory);

    /// <summary>How it ended, without the lines of progress: how many there are depends on how fast the machine is.</summary>
    public sealed record Ended(int ExitCode, string Out, string Error);

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ended> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await WaitAsync(process);
        return new Ended(
            process.ExitCode,
            await output,
            string.Concat((await error)
                .Split('\n')
                .Where(line => !line.StartsWith("progress: ", StringComparison.Ordinal))
                .Select(line => line.Length > 0 ? line + "\n" : "")));
    }

    /// <summary>Starts it, with the build of the function that is tested; what runs on is ended by <see cref="WaitAsync"/>.</summary>
    public static Process Start(params string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        var start = new ProcessStartInfo(DotnetHost.Find(environment), [Assembly, .. arguments, .. Build(arguments)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static string[] Build(string[] arguments) =>
        TestedFunction.Named is { } named
            && arguments is ["invoke" or "restore", ..]
            && !arguments.Contains("--function")
            && !arguments.Contains("--help") ? ["--function", named] : [];

    public static async Task WaitAsync(Process process)
    {
        using var limit = new CancellationTokenSource(HangGuard.Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
