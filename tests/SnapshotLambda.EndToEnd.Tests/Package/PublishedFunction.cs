using System.Diagnostics;
using System.Runtime.InteropServices;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.EndToEnd.Tests.Package;

/// <summary>
/// The function published as <c>sam build</c> does it, which calls <c>dotnet lambda package</c>, which calls this:
/// https://github.com/aws/aws-lambda-builders/blob/develop/aws_lambda_builders/workflows/dotnet_clipackage/DESIGN.md
/// </summary>
internal sealed class PublishedFunction : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("snapshot-lambda-package-");

    private PublishedFunction()
    {
    }

    /// <summary>The runtime identifier of the machine that this runs on.</summary>
    public static string Here { get; } = $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>What would be zipped.</summary>
    public string Path => System.IO.Path.Combine(folder.FullName, "package");

    /// <summary>Publishes it. Everything that the build makes is in a folder of its own, so that a build elsewhere is not disturbed.</summary>
    public static async Task<PublishedFunction> ForAsync(string runtime)
    {
        var published = new PublishedFunction();
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        var start = new ProcessStartInfo(DotnetHost.Find(environment),
        [
            "publish", Repository.PathOf("src/SnapshotLambda"), "--configuration", "Release", "--framework", "net10.0", "--runtime", runtime, "--self-contained", "false",
            "/p:GenerateRuntimeConfigurationFiles=true", "--output", published.Path, "--artifacts-path", System.IO.Path.Combine(published.folder.FullName, "artifacts"), "--disable-build-servers",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        // What the test host has set would steer the build as well.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))) start.Environment.Remove(name);
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

        Assert.True(process.ExitCode == 0, $"{await output}{await error}");
        return published;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
