using System.IO.Compression;
using System.Reflection.PortableExecutable;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Crashes;
using SnapshotLambda.EndToEnd.Tests.Template;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.EndToEnd.Tests.Package;

/// <summary>What is deployed: small, whole, and it serves.</summary>
public sealed class PackageTests : IDisposable
{
    private const long Most = 15_000_000;
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
    private readonly Folder _folder = new();

    [Fact]
    public async Task The_package_for_the_deployed_architecture_is_whole_and_small()
    {
        var architecture = StackTemplate.Deployed.At("Resources", "CleanUp", "Properties", "Architectures")[0]!.GetValue<string>();
        // Whatever it is built for, the build can run it to read the settings.
        using var package = await PublishedFunction.ForAsync($"linux-{architecture}", _folder.Write("of-the-test.json", "{}"));
        await ZipFile.CreateFromDirectoryAsync(package.Path, _folder.At("package.zip"));

        // Lambda's .NET runtime starts the assembly that the handler names.
        Assert.All(
            (string[])["SnapshotLambda.dll", "SnapshotLambda.deps.json", "SnapshotLambda.runtimeconfig.json", "snapshotlambda.json"],
            file => Assert.True(File.Exists(Path.Combine(package.Path, file)), file));
        Assert.InRange(new FileInfo(_folder.At("package.zip")).Length, 1, Most);
        // Compiled ahead, so that it starts at once.
        await using var assembly = File.OpenRead(Path.Combine(package.Path, "SnapshotLambda.dll"));
        using var reader = new PEReader(assembly);
        Assert.True(reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Fact]
    public async Task Published_for_this_machine_it_serves_an_event_and_goes_by_the_settings_file_that_is_in_it()
    {
        using var package = await PublishedFunction.ForAsync(
            PublishedFunction.Here, _folder.Write("of-the-test.json", """{"maxDeletions": 7, "maxAgeDays": 60}"""));
        var world = GeneratedFleet.Generate(100, 1, ["us-east-1"], TimeProvider.System.GetUtcNow());
        await using var sandbox = await SandboxServer.StartAsync(world, new SandboxOptions { RequestLimits = false });
        await using var function = await LiveFunction.StartAsync(
            Path.Combine(package.Path, "SnapshotLambda.dll"),
            GeneratedFleet.AccountId,
            sandbox.Url,
            ("SNAPSHOT_LAMBDA_DEADLINE_MARGIN_SECONDS", "5"),
            ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "45"));

        var result = await function.InvokeAsync(Repository.Read("events/dry-run.json"));

        Assert.Equal((RunStatus.Succeeded, true, 100), (result!.Status, result.DryRun, result.Totals.Scanned));
        Assert.Equal(("7", "file"), (result.Settings["maxDeletions"].Value.GetRawText(), result.Settings["maxDeletions"].From));
        Assert.Equal(("45", "environment"), (result.Settings["maxAgeDays"].Value.GetRawText(), result.Settings["maxAgeDays"].From));
    }

    [Fact]
    public async Task Stand_ins_are_not_published_by_accident()
    {
        var (exitCode, output) = await PublishedFunction.PublishAsync(
            "--no-build", "--configuration", Configuration, "--output", _folder.At("published"));

        if (typeof(SnapshotCleanUp).Assembly.GetType("Amazon.Lambda.Core.ILambdaContext") is null)
        {
            Assert.True(exitCode == 0, output);
            return;
        }

        Assert.Equal(1, exitCode);
        Assert.Contains("error STANDINS", output, StringComparison.Ordinal);
        Assert.All(
            (string[])["Amazon.Lambda.Core/3.999.0", "AWS.Lambda.Powertools.Idempotency/3.999.0", "-p:StandIns=true"],
            named => Assert.Contains(named, output, StringComparison.Ordinal));
        Assert.False(File.Exists(_folder.At("published/SnapshotLambda.dll")));
    }

    public void Dispose() => _folder.Dispose();
}
