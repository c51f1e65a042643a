using System.Text.Json.Nodes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The metrics, made of what the built function really writes.</summary>
[Trait("Starts", "Function")]
public sealed class MetricTests : IDisposable
{
    private const string Ended = "ScheduledRunsEnded";
    private const string Arn = "arn:aws:scheduler:us-east-1:111122223333:schedule/default/nightly";

    /// <summary>Three old snapshots of one volume, and no Recycle Bin.</summary>
    private const string BinlessFleet = """
        {"accounts": [{"id": "111122223333", "regions": [{"name": "us-east-1", "volumes": ["vol-0000000000000000a"], "snapshots": [
          {"id": "snap-0000000000000000a", "volumeId": "vol-0000000000000000a", "ageDays": 90},
          {"id": "snap-0000000000000000b", "volumeId": "vol-0000000000000000a", "ageDays": 80},
          {"id": "snap-0000000000000000c", "volumeId": "vol-0000000000000000a", "ageDays": 70}]}]}]}
        """;

    private static readonly string[] SmallFleet = ["--snapshots", "300", "--seed", "4", "--request-limits", "off"];
    private static readonly string[] NoCredentials =
    [
        "--env", "AWS_ACCESS_KEY_ID=", "--env", "AWS_SECRET_ACCESS_KEY=", "--env", "AWS_SESSION_TOKEN=",
    ];
    private static readonly string[] ByStatus = [.. Enum.GetNames<RunStatus>().Select(status => $"Runs{status}")];
    private readonly Folder _folder = new();

    [Theory]
    [InlineData("Succeeded", "{}")]
    [InlineData("Succeeded", """{"dryRun": false, "deleteBurst": 10000, "deleteRatePerSecond": 1000}""")]
    [InlineData("InvalidConfiguration", """{"dryRn": false}""")]
    [InlineData("Incomplete", """{"dryRun": false, "maxDeletions": 2}""")]
    [InlineData("Refused", """{"dryRun": false, "maxDeletePercent": 1, "keepLatestPerVolume": 0}""")]
    public async Task A_run_is_counted_once_under_its_status_with_its_totals(string status, string payload) =>
        AssertCounted(status, await RunAsync(payload, SmallFleet));

    [Fact]
    public async Task So_is_one_that_could_not_begin() => AssertCounted("Failed", await RunAsync("{}", [.. SmallFleet, .. NoCredentials]));

    [Fact]
    public async Task So_is_one_that_stopped_halfway() =>
        AssertCounted(
            "PartiallyFailed",
            await RunAsync("""{"dryRun": false, "recycleBin": "require"}""", ["--fleet", _folder.Write("fleet.json", BinlessFleet)]));

    [Fact]
    public async Task One_that_a_schedule_began_is_counted_as_such() =>
        AssertCounted(
            "Succeeded",
            await RunAsync(
                $$"""{"scheduleArn": "{{Arn}}", "scheduledTime": "{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""",
                SmallFleet),
            Ended);

    // It came, so no run is missed; that something is wrong with it is for another alarm.
    [Fact]
    public async Task So_is_one_whose_settings_are_wrong() => AssertCounted(
        "InvalidConfiguration", await RunAsync($$"""{"scheduleArn": "{{Arn}}", "scheduledTime": "tonight"}""", SmallFleet), Ended);

    // Two runs at once are more than the sandbox's command line can ask for. The line is the same but for the status.
    [Fact]
    public async Task A_run_that_is_in_progress_elsewhere_has_not_ended()
    {
        var (result, log) = await RunAsync("{}", SmallFleet);
        var line = JsonNode.Parse(Assert.Single(log, IsLast))!;
        line["trigger"] = "schedule";
        line["status"] = $"{RunStatus.AlreadyRunning}";

        var counted = MetricFilter.All.Where(filter => filter.ValueIn(line.ToJsonString()) is not null).Select(filter => filter.Name);
        Assert.Equal(Counts(result, "RunsAlreadyRunning").Keys.Order(StringComparer.Ordinal), counted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_status_has_its_metric() => Assert.Equal(
        ByStatus.Order(StringComparer.Ordinal),
        MetricFilter.All.Select(filter => filter.Name)
            .Where(name => name.StartsWith("Runs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    // A missing day would be skipped, and seven Incomplete ones of a month taken for a week's.
    [Fact]
    public void A_run_of_another_status_counts_as_0_and_no_run_as_nothing() => Assert.All(MetricFilter.All, filter =>
        Assert.Equal(ByStatus.Append("RestoresFailed").Contains(filter.Name) ? "0" : null, filter.Default));

    [Fact]
    public void They_are_this_stack_s_alone_and_have_no_dimensions() => Assert.All(MetricFilter.All, filter =>
    {
        Assert.Equal("SnapshotLambda/snapshot-lambda", filter.Namespace);
        Assert.False(filter.Transformation.ContainsKey("Dimensions"));
        Assert.Equal(
            filter.Name == "RestoresFailed" ? "RestoreLog" : "CleanUpLog", filter.Properties["LogGroupName"]!.GetValue<string>());
    });

    // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_logs.MetricFilterProps.html: metricValue
    [Fact]
    public void A_field_that_gives_the_value_is_named_in_the_pattern() => Assert.All(
        MetricFilter.All.Where(filter => filter.ValueField is not null),
        filter => Assert.Contains(filter.ValueField!, FilterPattern.Parse(filter.Pattern).Fields));

    [Theory]
    [InlineData("""{ ($.message = "run_finished") && ($.status = "Failed") }""", true)]
    [InlineData("""{ ($.message = "run_finished") && ($.deleted = *) }""", true)]
    [InlineData("""{ ($.message = "run_finished") && ($.marked = *) }""", false)]
    [InlineData("""{ ($.message = "run_finished") && ($.status != "Failed") }""", false)]
    [InlineData("""{ $.message = "run_started" }""", false)]
    [InlineData("""{ $.other != "run_finished" }""", false)]
    public void A_pattern_matches_as_cloudwatch_says(string pattern, bool isMatch)
    {
        Assert.Equal(isMatch, FilterPattern.Parse(pattern).Matches("""{"message": "run_finished", "status": "Failed", "deleted": 3}"""));
        Assert.False(FilterPattern.Parse(pattern).Matches("START RequestId: 1"));
    }

    [Theory]
    [InlineData("""($.message = "run_finished")""")]
    [InlineData("""{ $.message = "run_*" }""")]
    [InlineData("""{ $.message != * }""")]
    [InlineData("""{ $.a = "1" && $.b = "2" }""")]
    [InlineData("""{ ($.a = "1") || ($.b = "2") }""")]
    [InlineData("""{ ($.a = "1" }""")]
    public void A_pattern_that_this_does_not_know_is_told(string pattern) =>
        Assert.Throws<FormatException>(() => FilterPattern.Parse(pattern));

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, long> Counts(RunResult result, params string[] once) =>
        once.ToDictionary(name => name, _ => 1L, StringComparer.Ordinal)
            .Append(KeyValuePair.Create("SnapshotsDeleted", (long)(result.Totals.Deleted ?? 0)))
            .Append(KeyValuePair.Create("SnapshotsWouldDelete", (long)(result.Totals.WouldDelete ?? 0)))
            .Append(KeyValuePair.Create("SnapshotsMarked", (long)(result.Totals.Marked ?? 0)))
            .Append(KeyValuePair.Create("SnapshotsFailed", (long)result.Totals.Failed))
            .Append(KeyValuePair.Create("SnapshotsRemaining", (long)result.Totals.Remaining))
            .Append(KeyValuePair.Create("BytesAtMost", result.Totals.FullSizeBytes))
            .ToDictionary(StringComparer.Ordinal);

    private static void AssertCounted(string status, (RunResult Result, string[] Log) run, params string[] besides)
    {
        var values = run.Log.SelectMany(line => MetricFilter.All, (line, filter) => (filter.Name, Value: filter.ValueIn(line)))
            .Where(one => one.Value is not null)
                .ToDictionary(one => one.Name, one => one.Value!.Value, StringComparer.Ordinal);

        Assert.Equal(status, $"{run.Result.Status}");
        Assert.Equal(Counts(run.Result, [$"Runs{status}", .. besides]), values);
    }

    private static bool IsLast(string line) => line.Contains("""message":"run_finished""", StringComparison.Ordinal);

    private async Task<(RunResult Result, string[] Log)> RunAsync(string payload, string[] options)
    {
        var log = _folder.At("log.jsonl");
        var ended = await SandboxProcess.RunAsync(["invoke", _folder.Write("event.json", payload), "--json", "--logs", log, .. options]);
        Assert.True(ResultJson.TryRead(ended.Out) is not null, $"No result: {ended.Out} {ended.Error}");
        return (ResultJson.TryRead(ended.Out)!, await File.ReadAllLinesAsync(log));
    }
}
