using System.Diagnostics;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.EndToEnd.Tests.Package;

/// <summary>The SDK's <c>dotnet</c>, called as a person calls it.</summary>
internal static class DotnetCommand
{

    /// <summary>How a command ended and what it wrote.</summary>
    public static async Task<(int ExitCode, string Text)> RunAsync(params string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        var start = new ProcessStartInfo(
            DotnetHost.Find(environment), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test host has set would steer the build as well.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)))
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(HangGuard.Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output + await error);
    }
}
