using System.Text.Json;
using SnapshotLambda.Sandbox.Commands;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>What the built function writes, whatever its run ends in.</summary>
[Trait("Starts", "Function")]
public sealed class LogTests : IDisposable
{
    private static readonly string[] SmallFleet = ["--snapshots", "50", "--seed", "4", "--request-limits", "off"];

    private readonly Folder _folder = new();

    [Theory]
    [InlineData("{}", "AWS_REGION=us-east-1", "Succeeded")]
    [InlineData("""{"dryRun": "no"}""", "AWS_REGION=us-east-1", "InvalidConfiguration")]
    [InlineData("""{"dryRun": false}""", "AWS_ACCESS_KEY_ID=", "Failed")]
    public async Task Every_line_is_a_JSON_object_and_tells_of_the_run_whatever_it_ends_in(string payload, string variable, string status)
    {
        var lines = await LinesAsync(payload, "--env", variable);

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.All(
            (string[])["message", "run_id", "account", "region", "dry_run", "function_request_id", "cold_start"],
            key => Assert.True(JsonSerializer.Deserialize<JsonElement>(line).TryGetProperty(key, out _), $"{key}: {line}")));
        Assert.Equal(status, Text(lines[^1], "status"));
    }

    [Fact]
    public async Task A_process_is_cold_on_the_lines_of_its_first_run_but_not_when_that_is_over()
    {
        var lines = await LinesAsync("{}");

        Assert.Equal(
            ("True", "False"),
            (Text(Assert.Single(lines, line => Text(line, "message") == "run_started"), "cold_start"), Text(lines[^1], "cold_start")));
        Assert.Equal("run_finished", Text(lines[^1], "message"));
        Assert.All(lines[..^1], line => Assert.Equal(Text(line, "message") == "run_note" ? "False" : "True", Text(line, "cold_start")));
    }

    [Fact]
    public async Task What_Lambda_writes_between_the_lines_is_passed_over_by_who_reads_them()
    {
        var lines = await LinesAsync("{}");
        string[] lambdas =
        [
            "INIT_START Runtime Version: dotnet:10",
            "START RequestId: 1 Version: $LATEST",
            .. lines,
            "2026-11-27T03:00:00.000Z\t1\tfail\tSnapshotLambda.RunFailedException: Failed",
            "   at Somewhere()",
            "END RequestId: 1",
        ];

        var read = DryRunLog.Read(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lambdas)));

        Assert.Equal((lambdas.Length, lambdas.Length - lines.Length), (read.Lines, read.LinesPassedOver));
        Assert.NotEmpty(read.SnapshotIds);
        Assert.All(lambdas.Except(lines), line => Assert.All(Template.MetricFilter.All, filter => Assert.Null(filter.ValueIn(line))));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string[]> LinesAsync(string payload, params string[] options)
    {
        var log = _folder.At("log.jsonl");
        await SandboxProcess.RunAsync(
            ["invoke", _folder.Write("event.json", payload), "--logs", log, "--remaining-seconds", "60", .. SmallFleet, .. options]);
        return await File.ReadAllLinesAsync(log);
    }

    private static string Text(string line, string key) => JsonSerializer.Deserialize<JsonElement>(line).GetProperty(key).ToString();
}
