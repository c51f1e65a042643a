using System.Runtime.InteropServices;
using SnapshotLambda.Tests;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>A Lambda as it is deployed: published for a runtime identifier, here this machine's, with ReadyToRun.</summary>
/// <param name="Assembly">Its assembly.</param>
internal sealed record PublishedLambda(string Assembly)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Publishes a project into a folder; its build goes there too, so that the repository's own stays as it is.</summary>
    public static async Task<PublishedLambda> PublishAsync(string project, string folder, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(project);
        var output = Path.Combine(folder, name);
        var lines = new List<string>();
        await using var process = ChildProcess.Start(
            ProcessEnvironment.DotnetHost,
            [
                "publish", Path.Combine(Repository.PathOf("."), project), "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
                "--property:PublishReadyToRun=true", "--property:StandIns=true", "--artifacts-path", Path.Combine(folder, "build"), "--output", output, "--disable-build-servers", "--nologo",
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
