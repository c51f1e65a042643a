using System.Runtime.InteropServices;

namespace SnapshotLambda.EndToEnd.Tests.Package;

/// <summary>
/// The function published as <c>sam build</c> does it, which calls <c>dotnet lambda package</c>, which calls this:
/// https://github.com/aws/aws-lambda-builders/blob/develop/aws_lambda_builders/workflows/dotnet_clipackage/DESIGN.md
/// </summary>
internal sealed class PublishedFunction : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("snapshot-lambda-package-");

    private PublishedFunction()
    {
    }

    /// <summary>The runtime identifier of the machine that this runs on.</summary>
    public static string Here { get; } = $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>What would be zipped.</summary>
    public string Path => System.IO.Path.Combine(_folder.FullName, "package");

    /// <summary>
    /// Publishes it. Everything that the build makes is in a folder of its own, so that a build elsewhere is not disturbed.
    /// </summary>
    /// <param name="runtime">The runtime identifier.</param>
    /// <param name="settings">A file that takes the place of src/SnapshotLambda/snapshotlambda.json; null for that one.</param>
    public static async Task<PublishedFunction> ForAsync(string runtime, string? settings = null)
    {
        var published = new PublishedFunction();
        var (exitCode, text) = await PublishAsync(
        [
            "--configuration",
            "Release",
            "--runtime",
            runtime,
            "--self-contained",
            "false",
            "/p:GenerateRuntimeConfigurationFiles=true",
            "/p:StandIns=true",
            "--output",
            published.Path,
            "--artifacts-path",
            System.IO.Path.Combine(published._folder.FullName, "artifacts"),
            .. settings is null ? [] : (string[])[$"/p:SettingsFile={settings}"],
        ]);
        Assert.True(exitCode == 0, text);
        return published;
    }

    /// <summary>Publishes it with these options; what the command wrote, and its exit code.</summary>
    public static Task<(int ExitCode, string Output)> PublishAsync(params string[] options) =>
        DotnetCommand.RunAsync(
            ["publish", Repository.PathOf("src/SnapshotLambda"), "--framework", "net10.0", "--disable-build-servers", .. options]);

    public void Dispose() => _folder.Delete(recursive: true);
}
