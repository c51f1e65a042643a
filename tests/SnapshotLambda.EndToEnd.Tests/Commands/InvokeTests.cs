using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

[Trait("Starts", "Function")]
public sealed class InvokeTests : IDisposable
{
    private const string Delete = """{"dryRun": false, "deleteBurst": 10000, "deleteRatePerSecond": 1000}""";
    private static readonly string[] SmallFleet = ["--snapshots", "300", "--seed", "4", "--request-limits", "off"];

    private readonly Folder _folder = new();

    [Fact]
    public async Task Prints_the_result_alone_and_exits_with_its_code()
    {
        var ended = await SandboxProcess.RunAsync(["invoke", _folder.Write("event.json", "{}"), "--json", .. SmallFleet]);
        var result = ResultJson.TryRead(ended.Out)!;
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal((RunStatus.Succeeded, true, 300), (result.Status, result.DryRun, result.Totals.Scanned));
    }

    [Fact]
    public async Task Writes_result_log_and_the_fleet_less_what_was_deleted()
    {
        string before = _folder.At("before.json"),
            after = _folder.At("after.json"),
            log = _folder.At("log.jsonl"),
            file = _folder.At("result.json");
        await SandboxProcess.RunAsync(["invoke", _folder.Write("look.json", "{}"), "--world-after", before, .. SmallFleet]);
        var ended = await SandboxProcess.RunAsync(
            [
                "invoke", _folder.Write("event.json", Delete), "--fleet", before, "--request-limits", "off", "--result", file, "--logs",
                log, "--world-after", after,
            ]);
        var result = ResultJson.TryRead(await File.ReadAllTextAsync(file))!;
        var deleted = Ids(before).Except(Ids(after)).ToArray();
        Assert.Equal(result.ExitCode, ended.ExitCode);
        Assert.NotEmpty(deleted);
        Assert.Equal(result.Totals.Deleted, deleted.Length);
        Assert.Equal(deleted.Order(), Audited(log, "snapshot_deleted").Order());
    }

    [Fact]
    public async Task Delivers_one_event_twice_and_sees_it_executed_once()
    {
        var ended = await SandboxProcess.RunAsync(
            ["invoke", _folder.Write("event.json", Delete), "--repeat", "2", "--result", _folder.At("r.json"), .. SmallFleet]);
        var result = ResultJson.TryRead(await File.ReadAllTextAsync(_folder.At("r.json")))!;
        Assert.True(result.Replayed);
        Assert.Contains("Delivered   2 times to one process", ended.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(""" "text" """)]
    [InlineData("null")]
    [InlineData("17")]
    public async Task Delivers_an_event_that_is_no_object_and_shows_what_the_function_says(string payload)
    {
        var ended = await SandboxProcess.RunAsync(["invoke", _folder.Write("event.json", payload), .. SmallFleet]);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("InvalidConfiguration (exit code 2)", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_the_environment_of_the_function()
    {
        var ended = await SandboxProcess.RunAsync(
            [
                "invoke", _folder.Write("event.json", "{}"), "--env", "SNAPSHOT_LAMBDA_MAX_AGE_DAYS=60", "--env",
                "SNAPSHOT_LAMBDA_KEEP_LATEST_PER_VOLUME=2", "--json", .. SmallFleet,
            ]);
        var result = ResultJson.TryRead(ended.Out)!;
        Assert.Equal((60, "environment"), (result.Settings["maxAgeDays"].Value.GetInt32(), result.Settings["maxAgeDays"].From));
    }

    [Fact]
    public async Task Cleans_the_regions_of_a_generated_fleet()
    {
        var ended = await SandboxProcess.RunAsync(
            [
                "invoke",
                _folder.Write("event.json", """{"regions": ["eu-west-1", "ap-southeast-2"]}"""),
                "--regions",
                "eu-west-1,ap-southeast-2",
                "--json",
                .. SmallFleet,
            ]);
        Assert.Equal(600, ResultJson.TryRead(ended.Out)!.Totals.Scanned);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Says_on_an_interrupt_what_was_deleted_until_then()
    {
        string log = _folder.At("log.jsonl"), file = _folder.At("result.json"), after = _folder.At("after.json");
        using var process = SandboxProcess.Start(
        [
            "invoke", _folder.Write(
                "event.json",
                """{"dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "deleteBurst": 2, "deleteRatePerSecond": 0.1}"""),
            "--result", file, "--logs", log, "--world-after", after, .. SmallFleet,
        ]);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await HangGuard.UntilAsync(
            () => File.Exists(log) && Read(log).Contains("""message":"snapshot_deleted""", StringComparison.Ordinal));
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await SandboxProcess.WaitAsync(process);

        Assert.Equal((130, ""), (process.ExitCode, await output));
        Assert.Contains(
            "interrupted: the function was ended: 1 region read, 300 snapshots; deleted ", await error, StringComparison.Ordinal);
        var deleted = JsonElement.Parse(await File.ReadAllTextAsync(file)).GetProperty("totals").GetProperty("deleted").GetInt32();
        Assert.Equal(Audited(log, "snapshot_deleted").Count(), deleted);
        Assert.InRange(300 - Ids(after).Count(), deleted, deleted + 1);
    }

    [Fact]
    public async Task Says_that_nothing_answers_where_the_endpoint_refuses()
    {
        var ended = await SandboxProcess.RunAsync(
            "invoke", _folder.Write("event.json", "{}"), "--endpoint-url", "http://127.0.0.1:9", "--remaining-seconds", "60", "--json");
        Assert.Equal((1, RunStatus.Failed), (ended.ExitCode, ResultJson.TryRead(ended.Out)!.Status));
    }

    public void Dispose() => _folder.Dispose();

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> Ids(string fleet)
    {
        var world = FleetReader.Read(File.ReadAllBytes(fleet), TimeProvider.System.GetUtcNow());
        return world.Accounts.SelectMany(account => account.Regions).SelectMany(region => region.Snapshots.Keys);
    }

    private static IEnumerable<string> Audited(string log, string name) =>
        from line in File.ReadLines(log)
        where line.Contains($"""message":"{name}""", StringComparison.Ordinal)
        select JsonDocument.Parse(line).RootElement.GetProperty("snapshot_id").GetString()!;
}
