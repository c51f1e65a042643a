using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Crashes;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.BadInput;

/// <summary>Whatever is wrong, the deployed binary answers with a result whose exit code says so, and deletes nothing.</summary>
[Trait("Starts", "Function")]
public sealed class BadInputTests : IDisposable
{
    private const string Delete = """{"dryRun": false, "deleteBurst": 10000, "deleteRatePerSecond": 1000, "maxDeletePercent": 100}""";
    private static readonly string[] SmallFleet = ["--snapshots", "50", "--seed", "4", "--request-limits", "off"];

    private readonly Folder _folder = new();

    [Theory]
    [InlineData("""{"dryRun": "false"}""", "dryRun")]
    [InlineData("""{"dryRn": false}""", "dryRun")]
    [InlineData("""{"dryRun": false, "dryRun": true}""", "dryRun")]
    [InlineData("""{"maxAgeDays": -1}""", "maxAgeDays")]
    [InlineData("""{"maxAgeDays": 99999999999999999999}""", "maxAgeDays")]
    [InlineData("""{"regions": [""]}""", "regions")]
    [InlineData("""{"regions": ["us-esat-1"]}""", "us-east-1")]
    [InlineData("""{"scheduleArn": "arn:x", "scheduledTime": "2999-01-01T00:00:00Z"}""", "scheduledTime")]
    public async Task Wrong_settings_are_told_and_nothing_is_called(string payload, string named)
    {
        var (exitCode, result) = await InvokeAsync(payload);

        Assert.Equal((2, RunStatus.InvalidConfiguration), (exitCode, result.Status));
        Assert.Contains(named, result.Message, StringComparison.Ordinal);
        Assert.Equal(0, result.Totals.Scanned);
    }

    [Fact]
    public async Task A_payload_that_is_no_document_is_a_result_too_and_the_next_one_is_served()
    {
        await using var function = await LiveFunction.StartAsync("111122223333", new Uri("http://127.0.0.1:9"));
        byte[][] payloads = [[], [0xFF], "{"u8.ToArray(), System.Text.Encoding.UTF8.GetBytes(new string('[', 65) + new string(']', 65))];
        foreach (var payload in payloads)
        {
            var result = await function.InvokeAsync(payload);
            Assert.Equal((RunStatus.InvalidConfiguration, "InvalidSettings"), (result!.Status, result.Reason));
            Assert.StartsWith("payload: ", result.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("SNAPSHOT_LAMBDA_MAX_AGE_DAYS=ten")]
    [InlineData("SNAPSHOT_LAMBDA_MIN_AGE_DAYS=60")]
    [InlineData("SNAPSHOT_LAMBDA_MAX_AGE=30")]
    [InlineData("SNAPSHOT_LAMBDA_EXCLUDE_TAGS={")]
    [InlineData("SNAPSHOT_LAMBDA_FORCE_DRY_RUN=yes")]
    public async Task A_wrong_environment_is_told_by_its_variable(string variable)
    {
        var (exitCode, result) = await InvokeAsync(Delete, "--env", variable);

        Assert.Equal((2, RunStatus.InvalidConfiguration), (exitCode, result.Status));
        Assert.Contains(variable.Split('=')[0], result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_credentials_are_a_result_and_not_a_dead_process()
    {
        var (exitCode, result) = await InvokeAsync(
            Delete, "--env", "AWS_ACCESS_KEY_ID=", "--env", "AWS_SECRET_ACCESS_KEY=", "--env", "AWS_SESSION_TOKEN=");

        Assert.Equal((1, RunStatus.Failed, "NoCredentials"), (exitCode, result.Status, result.Reason));
        Assert.NotNull(result.NextStep);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("htmlError")]
    [InlineData("emptyBody")]
    [InlineData("truncatedXml")]
    [InlineData("cutReply")]
    public async Task A_reply_that_cannot_be_read_is_never_an_empty_list(string fault)
    {
        var faults = _folder.Write("faults.json", $$"""{"rules": [ {"fault": "{{fault}}"} ]}""");

        var (exitCode, result) = await InvokeAsync(
            Delete, "--faults", faults, "--remaining-seconds", "22", "--world-after", _folder.At("after.json"));

        Assert.Equal((1, RunStatus.Failed), (exitCode, result.Status));
        Assert.Equal(0, result.Totals.Deleted);
        Assert.Equal(50, (await File.ReadAllTextAsync(_folder.At("after.json"))).Split("volumeSizeGiB").Length - 1);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int ExitCode, RunResult Result)> InvokeAsync(string payload, params string[] options)
    {
        var ended = await SandboxProcess.RunAsync(["invoke", _folder.Write("event.json", payload), "--json", .. SmallFleet, .. options]);
        Assert.True(ResultJson.TryRead(ended.Out) is not null, $"No result: {ended.Out} {ended.Error}");
        return (ended.ExitCode, ResultJson.TryRead(ended.Out)!);
    }
}
