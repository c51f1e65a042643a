using System.Xml.Linq;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.EndToEnd.Tests.Package;

/// <summary>The build reads the settings file that it deploys, with the function that it built.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly Folder _folder = new();

    [Fact]
    public async Task A_bad_one_fails_the_build_with_all_that_is_wrong()
    {
        var (exitCode, text) = await CheckAsync("""{"maxAgeDay": 7, "regions": ["us-eest-1"], "dryRun": "no"}""");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "error SETTINGS: snapshotlambda.json: maxAgeDay: unknown; did you mean maxAgeDays?", text, StringComparison.Ordinal);
        Assert.Contains("""snapshotlambda.json: regions[0]: "us-eest-1" is not a region""", text, StringComparison.Ordinal);
        Assert.Contains("""snapshotlambda.json: dryRun: "no" is a text""", text, StringComparison.Ordinal);
    }

    // Which role they are cleaned through the deployment says.
    [Fact]
    public async Task A_good_one_passes_other_accounts_in_it_too()
    {
        var (exitCode, text) = await CheckAsync("""{"accounts": ["222233334444"], "regions": ["all"], "excludeTags": {"Backup": ["*"]}}""");
        Assert.True(exitCode == 0, text);
    }

    [Fact]
    public void Every_build_looks()
    {
        var target = Assert.Single(
            XDocument.Parse(Repository.Read("src/SnapshotLambda/SnapshotLambda.csproj")).Descendants("Target"),
            one => (string?)one.Attribute("Name") == "CheckSettingsFile");
        Assert.Equal("Build", (string?)target.Attribute("AfterTargets"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The step of the build alone, on what is built already.</summary>
    private Task<(int ExitCode, string Text)> CheckAsync(string settings)
    {
        var built = FunctionAssembly.Path(Path.GetDirectoryName(SandboxProcess.Assembly)!);
        var configuration = new DirectoryInfo(built).Parent!.Parent!.Name;
        return DotnetCommand.RunAsync(
            "msbuild", Repository.PathOf("src/SnapshotLambda"), "-target:CheckSettingsFile", $"-property:Configuration={configuration}",
            $"-property:SettingsFile={_folder.Write("snapshotlambda.json", settings)}", "-nodeReuse:false");
    }
}
