using System.Diagnostics;
using System.Runtime.InteropServices;
using SnapshotLambda.EndToEnd.Tests.Commands;

namespace SnapshotLambda.EndToEnd.Tests.Native;

/// <summary>The function as a native program for this machine, which <c>eng/native.sh</c> builds once for all tests that want it.</summary>
internal static class NativeFunction
{
    private static readonly string Architecture = RuntimeInformation.OSArchitecture is System.Runtime.InteropServices.Architecture.Arm64
        ? "arm64"
        : "x86_64";

    private static readonly Lazy<Task<string>> Built = new(BuildAsync);

    /// <summary>Why it cannot be built here; null if it can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "A native build for Lambda needs Linux."
        : !OnPath("clang") && !OnPath("gcc") ? "A native build needs clang or gcc: apt-get install clang libc6-dev zip"
        : !OnPath("zip") || !OnPath("readelf") ? "A native build needs zip and readelf: apt-get install zip binutils"
        : null;

    /// <summary>The program's path. Where the tests are told of a build, it is that one; it says itself whether it is native.</summary>
    public static Task<string> PathAsync() => Built.Value;

    /// <summary>The zip that is deployed, beside it.</summary>
    public static string Zip => Repository.PathOf("artifacts/native/function.zip");

    private static async Task<string> BuildAsync()
    {
        if (TestedFunction.Named is { } named) return named;
        var start = new ProcessStartInfo("bash", [Repository.PathOf("eng/native.sh"), Architecture, "-p:StandIns=true"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test host has set would steer the build as well.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await SandboxProcess.WaitAsync(process);
        Assert.True(process.ExitCode == 0, await output + await error);
        return Repository.PathOf($"artifacts/native/{Architecture}/bootstrap");
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>A fact about the native build, skipped where none can be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = NativeFunction.Missing;
}

/// <summary>The same, of each row.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute() => Skip = NativeFunction.Missing;
}

/// <summary>A fact about the native build and DynamoDB, skipped where either is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeDynaliteFactAttribute : FactAttribute
{
    public NativeDynaliteFactAttribute() => Skip = NativeFunction.Missing ?? new DynaliteFactAttribute().Skip;
}
