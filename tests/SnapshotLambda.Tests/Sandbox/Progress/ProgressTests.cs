using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox.Commands;
using SnapshotLambda.Sandbox.Progress;
using SnapshotLambda.Tests.Sandbox.Lambda;
using SnapshotLambda.Tests.Sandbox.Report;
using Spectre.Console;

namespace SnapshotLambda.Tests.Sandbox.Progress;

/// <summary>What is shown of a run while it goes on, and what is left of one that is interrupted.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot-lambda-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
    private readonly SharedText _output = new();
    private readonly SharedText _error = new();

    [Fact]
    public void Counts_what_the_log_says_and_reckons_rate_and_time_left_by_the_clock()
    {
        var progress = new RunProgress(_clock);
        Assert.Equal("no region is read yet; 3 calls to EC2 and STS", ProgressText.Line(progress.State, 3));
        progress.Take("""{"message":"run_started","run_id":"r","account":"1","region":"a,b","dry_run":false}""");
        progress.Take("""{"message":"region_scanned","account":"1","region":"a","scanned":1200,"planned":10,"to_mark":4}""");
        progress.Take("""{"message":"region_scanned","account":"1","region":"b","scanned":1,"planned":991,"to_mark":0}""");
        for (var i = 0; i < 5; i++)
        {
            progress.Take("""{"message":"snapshot_deleted","account":"1","region":"a"}""");
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        progress.Take("""{"message":"snapshot_failed","account":"1","region":"b"}""");
        progress.Take("""{"message":"snapshot_marked","account":"1","region":"a"}""");
        progress.Take("""{"message":"throttled","account":"1","region":"b","times":8}""");

        Assert.Equal(
            "2 regions read, 1,201 snapshots; deleted 5 of 1,001, marked 1 of 4, failed 1, 4.0 a second, about 5 min left, EC2 throttles: 8",
            ProgressText.Line(progress.State, null));
    }

    [Fact]
    public void Says_of_a_dry_run_what_would_be_deleted()
    {
        var progress = new RunProgress(_clock);
        progress.Take("""{"message":"run_started","run_id":"r","dry_run":true}""");
        progress.Take("""{"message":"region_scanned","account":"1","region":"a","scanned":1,"planned":1}""");
        progress.Take("""{"message":"snapshot_would_delete","account":"1","region":"a"}""");

        Assert.Equal("1 region read, 1 snapshot; 1 snapshot would be deleted", ProgressText.Line(progress.State, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("snapshot_deleted")]
    [InlineData("{\"snapshot_deleted\"")]
    [InlineData("""{"message":["snapshot_deleted"]}""")]
    [InlineData("""{"message":"other","x":"snapshot_deleted"}""")]
    [InlineData("""["snapshot_deleted"]""")]
    public void Passes_over_every_other_line(string line)
    {
        var progress = new RunProgress(_clock);
        progress.Take(line);
        Assert.Empty(progress.State.Regions);
    }

    [Fact]
    public async Task Writes_a_line_every_ten_seconds_where_nobody_looks_at_a_terminal_and_nothing_of_it_to_stdout()
    {
        using var cancel = new CancellationTokenSource();
        var run = RunAsync("logs and waits", ["--json"], null, cancel.Token);
        await LoggedAsync();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal("", _error.ToString());
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await HangGuard.UntilAsync(() => _error.ToString().Length > 0);

        Assert.Equal(
            "progress: 11 s: 1 region read, 40 snapshots; 0 calls to EC2 and STS; deleted 2 of 5\n",
            _error.ToString().ReplaceLineEndings("\n"));
        Assert.Equal("", _output.ToString());
        await cancel.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Tells_after_an_interruption_what_was_done_in_words_and_in_the_result()
    {
        string result = Path.Combine(_folder, "result.json"), world = Path.Combine(_folder, "world.json");
        using var cancel = new CancellationTokenSource();
        var run = RunAsync("logs and waits", ["--json", "--result", result, "--world-after", world], null, cancel.Token);
        await LoggedAsync();
        await cancel.CancelAsync();

        Assert.Equal(CommandLine.Interrupted, await run);
        Assert.StartsWith(
            "interrupted: the function was ended: 1 region read, 40 snapshots; deleted 2 of 5. ",
            _error.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(_output.ToString(), await File.ReadAllTextAsync(result), ignoreLineEndingDifferences: true);
        var json = JsonElement.Parse(_output.ToString());
        Assert.Equal(("Interrupted", 130, "r-1", false), (json.GetProperty("status").GetString(),
            json.GetProperty("exitCode").GetInt32(),
            json.GetProperty("runId").GetString(),
            json.GetProperty("dryRun").GetBoolean()));
        Assert.Equal(
            (5, 2),
            (json.GetProperty("totals").GetProperty("planned").GetInt32(), json.GetProperty("totals").GetProperty("deleted").GetInt32()));
        Assert.Equal(2, json.GetProperty("regions")[0].GetProperty("counts").GetProperty("deleted").GetInt32());
        Assert.True(File.Exists(world));
    }

    [Fact]
    public async Task Takes_a_function_that_the_same_interrupt_ended_first_for_interrupted()
    {
        Assert.Equal(CommandLine.Interrupted, await RunAsync("logs and is interrupted", [], null, CancellationToken.None));
        Assert.StartsWith("interrupted: the function was ended: no region is read yet. ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_bars_on_a_terminal_and_then_the_report_alone()
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_output),
        });
        terminal.Profile.Width = 120;
        using var cancel = new CancellationTokenSource();
        var run = RunAsync("logs and waits", [], terminal, cancel.Token);
        await LoggedAsync();
        await HangGuard.UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            return _output.ToString().Contains("deleted 2 of 5", StringComparison.Ordinal);
        });
        Assert.Contains("1 region read, 40 snapshots", _output.ToString(), StringComparison.Ordinal);
        await cancel.CancelAsync();

        Assert.Equal(CommandLine.Interrupted, await run);
        Assert.StartsWith("interrupted: ", _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    private string LogFile => Path.Combine(_folder, "log.jsonl");

    /// <summary>Waits until the sandbox has taken all that the function logs.</summary>
    private Task LoggedAsync() =>
        HangGuard.UntilAsync(() => File.Exists(LogFile)
            && Text(LogFile).Split('\n').Count(line => line.Contains("snapshot_deleted", StringComparison.Ordinal)) == 2);

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private async Task<int> RunAsync(string behaviour, string[] options, IAnsiConsole? terminal, CancellationToken cancellation)
    {
        var payload = Path.Combine(_folder, "event.json");
        await File.WriteAllTextAsync(payload, "{}", CancellationToken.None);
        var surroundings = new ConsoleEnvironment
        {
            Out = _output,
            Error = _error,
            Terminal = terminal,
            Environment = Environment.GetEnvironmentVariables()
                .Cast<System.Collections.DictionaryEntry>()
                .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? ""),
            Clock = _clock,
            NewId = Guid.NewGuid,
            FunctionAssembly = () => FakeFunction.Assembly,
        };
        return await CommandLine.RunAsync(
            ["invoke", payload, "--snapshots", "0", "--logs", LogFile, "--env", $"{FakeFunction.Behaviour}={behaviour}", .. options],
            surroundings,
            cancellation)
            .WaitAsync(HangGuard.Limit, TimeProvider.System, CancellationToken.None);
    }
}
