using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Crashes;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Reports;

/// <summary>The report of a run, made by the run itself and made later of its files, is the same.</summary>
[Trait("Starts", "Function")]
public sealed class RunReportTests : IDisposable
{
    private const string Bucket = "snapshot-lambda-reports";

    private readonly Folder _folder = new();

    [Fact]
    public async Task Invoke_writes_the_page_and_the_table_that_report_makes_of_the_folder_later()
    {
        var run = _folder.At("run");
        var invoked = await SandboxProcess.RunAsync(
            "invoke", _folder.Write("look.json", """{ "pricePerGiBMonth": 0.05 }"""), "--snapshots", "300",
            "--env", $"SNAPSHOT_LAMBDA_REPORT_FOLDER={run}",
            "--report", _folder.At("invoke.html"), "--csv", _folder.At("invoke.csv"), "--json");
        var reported = await SandboxProcess.RunAsync(
            "report", run, "--report", _folder.At("later.html"), "--csv", _folder.At("later.csv"));

        Assert.Equal((0, 0, ""), (invoked.ExitCode, reported.ExitCode, reported.Error));
        var result = ResultJson.TryRead(invoked.Out)!;
        Assert.Matches(@"^at most [\d,.]+ [GT]iB, at most \$ [\d,]+\.\d\d a month$", result.AtMost);
        var page = await File.ReadAllTextAsync(_folder.At("invoke.html"));
        Assert.Contains(result.RunId, page, StringComparison.Ordinal);
        Assert.Contains("at most $ ", page, StringComparison.Ordinal);
        Assert.Equal(result.Totals.Scanned + 1, (await File.ReadAllLinesAsync(_folder.At("invoke.csv"))).Length);
        Assert.Equal(page, await File.ReadAllTextAsync(_folder.At("later.html")));
        Assert.Equal(page, await File.ReadAllTextAsync(Path.Combine(run, "report.html")));
        Assert.Equal(await File.ReadAllTextAsync(_folder.At("invoke.csv")), await File.ReadAllTextAsync(_folder.At("later.csv")));
    }

    [Fact]
    public async Task The_page_in_the_bucket_is_the_one_that_report_makes_of_the_plans_there()
    {
        var world = GeneratedFleet.Generate(300, 3, ["us-east-1", "eu-west-1"], TimeProvider.System.GetUtcNow());
        world = world with { Accounts = [world.Accounts[0] with { Buckets = [new Bucket(Bucket)] }] };
        await using var sandbox = await SandboxServer.StartAsync(world, new SandboxOptions { RequestLimits = false });
        await using var live = await LiveFunction.StartAsync(
            TestedFunction.Named ?? TestedFunction.Managed,
            GeneratedFleet.AccountId,
            sandbox.Url,
            ("SNAPSHOT_LAMBDA_REPORT_BUCKET", Bucket));

        var reply = Assert.IsType<FunctionReply.Answered>(
            await live.ReplyAsync("""{ "regions": ["us-east-1", "eu-west-1"] }"""u8.ToArray()));

        var objects = sandbox.World.Bucket(Bucket)!.Objects;
        var prefix = $"runs/{ResultJson.TryRead(reply.Json)!.RunId}/";
        Assert.All(objects.Keys, key => Assert.StartsWith(prefix, key, StringComparison.Ordinal));
        foreach (var (key, stored) in objects)
        {
            var path = _folder.At(key[prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, stored.Body);
        }

        var reported = await SandboxProcess.RunAsync(
            "report", Path.GetDirectoryName(_folder.At("result.json"))!, "--report", _folder.At("again.html"));
        Assert.Equal((0, ""), (reported.ExitCode, reported.Error));
        Assert.Equal(await File.ReadAllTextAsync(_folder.At("report.html")), await File.ReadAllTextAsync(_folder.At("again.html")));
        Assert.Equal(2, objects.Keys.Count(key => key.EndsWith("/plan.json.gz", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_killed_run_leaves_a_plan_that_reads_as_one()
    {
        var run = _folder.At("run");
        await SandboxProcess.RunAsync(
            "invoke", _folder.Write("look.json", "{}"), "--snapshots", "50", "--env", $"SNAPSHOT_LAMBDA_REPORT_FOLDER={run}");
        File.Delete(Path.Combine(run, "result.json"));

        var reported = await SandboxProcess.RunAsync("report", run, "--report", _folder.At("page.html"));

        Assert.Equal((0, ""), (reported.ExitCode, reported.Error));
        Assert.Contains("result", await File.ReadAllTextAsync(_folder.At("page.html")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_page_of_a_run_that_did_not_begin_says_what_is_wrong_with_its_settings()
    {
        var invoked = await SandboxProcess.RunAsync(
            "invoke", _folder.Write("bad.json", """{ "pricePerGiBMonth": "five" }"""), "--report", _folder.At("page.html"));

        Assert.Equal(2, invoked.ExitCode);
        Assert.Contains("is a text; valid: a number from 0 to 100", await File.ReadAllTextAsync(_folder.At("page.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_temporary_folder_cannot_hold_is_counted_and_said()
    {
        var invoked = await SandboxProcess.RunAsync(
            "invoke", _folder.Write("look.json", "{}"), "--snapshots", "50", "--json",
            "--env", $"SNAPSHOT_LAMBDA_REPORT_FOLDER={_folder.At("run")}", "--env", $"TMPDIR={_folder.At("missing")}");

        var result = ResultJson.TryRead(invoked.Out)!;
        var note = Assert.Single(result.Notes, note => note.Code == "ReportsNotWritten");
        Assert.Equal((0, RunStatus.Succeeded, 4), (invoked.ExitCode, result.Status, note.Count));
        Assert.Contains($"No folder could be made in {_folder.At("missing")}", note.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report {0} --report {1}", "has no file of a run")]
    [InlineData("report {0}", "is given without a file to write")]
    [InlineData("report", "report FOLDER|FILE and options, as in report FOLDER --report report.html")]
    [InlineData("report {0}/nowhere --report {1}", "does not exist")]
    [InlineData("report {2} --report {1}", "is damaged, or was cut short")]
    [InlineData("report {3} --report {1}", "its format is \"snapshot-lambda/plan/2\"")]
    [InlineData("report {0} --report {0}", "is not valid")]
    [InlineData("report {2} --report {1} --csv {1}", "name the same file")]
    public async Task What_is_no_run_s_is_refused_and_nothing_is_written(string arguments, string error)
    {
        var folder = Directory.CreateDirectory(_folder.At("empty")).FullName;
        string[] files =
        [
            folder,
            _folder.At("page.html"),
            _folder.Write("cut.json", """{ "format": "snapsh"""),
            _folder.Write("new.json", """{ "format": "snapshot-lambda/plan/2" }"""),
        ];

        var ended = await SandboxProcess.RunAsync([.. arguments.Split(' ').Select(one => string.Format(null, one, [.. files]))]);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Out));
        Assert.Contains(error, ended.Error, StringComparison.Ordinal);
        Assert.Contains("valid: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("next:  ", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("page.html")));
    }

    public void Dispose() => _folder.Dispose();
}
