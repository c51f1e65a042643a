using System.Diagnostics;
using System.Runtime.InteropServices;
using SnapshotLambda.Tests;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>A Lambda as it is deployed: published for a runtime identifier, here this machine's, with ReadyToRun.</summary>
/// <param name="Assembly">Its assembly; of a native build the program itself.</param>
internal sealed record PublishedLambda(string Assembly)
{
    private const int CommitLength = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How it is started: by the .NET host, or as the program that it is.</summary>
    public IReadOnlyList<string> Command => Path.GetExtension(Assembly) == ".dll" ? [ProcessEnvironment.DotnetHost, Assembly] : [Assembly];

    /// <summary>Which packages of Lambda and Powertools the assembly was built on.</summary>
    public string Packages =>
        File.ReadAllText(Path.ChangeExtension(Assembly, ".deps.json")).Contains(".999.0\"", StringComparison.Ordinal)
            ? "the stand-ins of eng/fallback-packages"
            : "the genuine packages";

    /// <summary>The commit that the assembly was built from.</summary>
    public string Commit => FileVersionInfo.GetVersionInfo(Assembly).ProductVersion?.Split('+') is [_, { Length: >= CommitLength } commit]
        ? commit[..CommitLength] : "an unknown commit";

    /// <summary>Builds the function as a native program; null, with the reason said, where this machine cannot.</summary>
    public static async Task<PublishedLambda?> BuildNativeAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var architecture = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "arm64" : "x86_64";
        var lines = new LastLines();
        await using var process = ChildProcess.Start(
            "/bin/bash", [Repository.PathOf("eng/native.sh"), architecture, "-p:StandIns=true"], ProcessEnvironment.Inherited, lines.Take);
        if (await process.Exit.WaitAsync(Patience, cancellationToken) == 0)
            return new PublishedLambda(Repository.PathOf($"artifacts/native/{architecture}/bootstrap"));
        say($"   no native build, which is not measured:\n{lines}");
        return null;
    }

    /// <summary>Publishes a project into a folder; its build goes there too, so that the repository's own stays as it is.</summary>
    public static async Task<PublishedLambda> PublishAsync(string project, string folder, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(project);
        var output = Path.Combine(folder, name);
        var lines = new List<string>();
        await using var process = ChildProcess.Start(
            ProcessEnvironment.DotnetHost,
            [
                "publish", Path.Combine(Repository.PathOf("."), project), "--configuration", "Release", "--runtime",
                RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
                "--property:PublishReadyToRun=true", "--property:StandIns=true", "--artifacts-path", Path.Combine(folder, "build"),
                "--output", output, "--disable-build-servers", "--nologo",
            ],
            ProcessEnvironment.Inherited,
            lines.Add);
        var exitCode = await process.Exit.WaitAsync(Patience, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return exitCode == 0
            ? new PublishedLambda(Path.Combine(output, $"{name}.dll"))
            : throw new InvalidOperationException($"{project} could not be published (exit code {exitCode}):\n{string.Join('\n', lines)}");
    }
}
