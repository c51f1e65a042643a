using System.Diagnostics;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The shell that people paste the documents' commands into: bash.</summary>
internal static class Shell
{
    private static readonly TimeSpan HangProtection = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The words that a program is called with by a command, each call's after the other's. Other programs must not be called.
    /// </summary>
    public static async Task<IReadOnlyList<string>> WordsAsync(string command, string program) =>
        (await OutputAsync($$"""
            {{program}}() { printf '%s\0' "$@"; }
            {{command}}
            """)).Split('\0', StringSplitOptions.None)[..^1];

    /// <summary>What a script writes. It must end well.</summary>
    public static async Task<string> OutputAsync(string script)
    {
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["--norc", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(HangProtection);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{script}\n{await output}{await error}");
        return await output;
    }
}
