using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Tests.Sandbox.Report;

namespace SnapshotLambda.Tests.Sandbox.Lambda;

public sealed class LocalLambdaTests
{
    private static readonly LambdaLimits Patient = new(HangGuard.Limit, HangGuard.Limit);

    [Fact]
    public async Task Delivers_the_event_and_brings_the_answer()
    {
        var replies = await RunAsync("answers", payload: """{"a":1}""");
        Assert.Equal("""{"a":1}""", Assert.IsType<FunctionReply.Answered>(replies[0]).Json);
    }

    [Fact]
    public async Task Tells_the_function_what_Lambda_tells_it()
    {
        var replies = await RunAsync("tells all", remaining: TimeSpan.FromSeconds(77));
        var told = JsonDocument.Parse(Assert.IsType<FunctionReply.Answered>(replies[0]).Json).RootElement;
        var headers = told.GetProperty("headers");
        Assert.Equal(
            "arn:aws:lambda:us-east-1:111122223333:function:snapshot-lambda",
            headers.GetProperty("Lambda-Runtime-Invoked-Function-Arn").GetString());
        Assert.Matches(
            "^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", headers.GetProperty("Lambda-Runtime-Trace-Id").GetString());
        var deadline = long.Parse(headers.GetProperty("Lambda-Runtime-Deadline-Ms").GetString()!, CultureInfo.InvariantCulture);
        Assert.InRange(
            deadline,
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            TimeProvider.System.GetUtcNow().AddSeconds(77).ToUnixTimeMilliseconds());
        Assert.Equal(Path.GetDirectoryName(FakeFunction.Assembly), told.GetProperty("folder").GetString());
    }

    [Fact]
    public async Task Delivers_several_events_to_one_process()
    {
        var replies = await RunAsync("tells all", deliveries: 3);
        Assert.Equal(
            [1, 2, 3],
            replies.Select(reply => JsonDocument.Parse(((FunctionReply.Answered)reply).Json).RootElement.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Reports_an_exception_with_its_type_and_stack()
    {
        var threw = Assert.IsType<FunctionReply.Threw>((await RunAsync("throws"))[0]);
        Assert.Equal(("Bang", "it broke"), (threw.ErrorType, threw.ErrorMessage));
        Assert.Equal(["at Here", "at There"], threw.StackTrace);
    }

    [Fact]
    public async Task Reports_an_exception_that_is_no_document()
    {
        Assert.Equal("<html>", Assert.IsType<FunctionReply.Threw>((await RunAsync("throws no document"))[0]).ErrorMessage);
    }

    [Fact]
    public async Task Reports_an_exception_of_the_start()
    {
        Assert.Equal("no settings", Assert.IsType<FunctionReply.Threw>((await RunAsync("cannot start"))[0]).ErrorMessage);
    }

    [Fact]
    public async Task Reports_a_process_that_dies_at_once_with_its_last_words()
    {
        var exited = Assert.IsType<FunctionReply.Exited>((await RunAsync("exits at once"))[0]);
        Assert.Equal((3, true), (exited.ExitCode, exited.BeforeFirstEvent));
        Assert.Equal(20, exited.LastErrorLines.Count);
        Assert.Equal("line 30", exited.LastErrorLines[^1]);
    }

    [Fact]
    public async Task Reports_a_process_that_ends_without_a_word()
    {
        var reply = (await RunAsync("ends silently"))[0];
        Assert.Equal(0, Assert.IsType<FunctionReply.Exited>(reply).ExitCode);
    }

    [Fact]
    public async Task Reports_a_process_that_dies_over_an_event()
    {
        var exited = Assert.IsType<FunctionReply.Exited>((await RunAsync("exits on an event"))[0]);
        Assert.Equal((4, false), (exited.ExitCode, exited.BeforeFirstEvent));
        Assert.Equal(["out of luck"], exited.LastErrorLines);
    }

    [Fact]
    public async Task Ends_a_process_that_never_asks_for_an_event()
    {
        var clock = new FakeTimeProvider();
        var run = RunAsync(Command("never asks"), limits: new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)), clock: clock);
        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(10), run);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<FunctionReply.NeverAsked>((await run)[0]).Limit);
    }

    [Fact]
    public async Task Ends_a_process_that_never_answers()
    {
        var clock = new FakeTimeProvider();
        var log = new SharedText();
        var run = RunAsync(
            Command("never answers"),
            remaining: TimeSpan.FromSeconds(60),
            limits: Patient with { Patience = TimeSpan.FromSeconds(5) },
            log: log,
            clock: clock);
        await HangGuard.UntilAsync(() => log.ToString().Contains("still thinking", StringComparison.Ordinal));
        clock.Advance(TimeSpan.FromSeconds(64));
        Assert.False(run.IsCompleted, "it was ended before its time");
        await AdvanceUntilAsync(clock, TimeSpan.FromSeconds(1), run);
        Assert.Equal(["still thinking"], Assert.IsType<FunctionReply.TimedOut>((await run)[0]).LastErrorLines);
    }

    [Fact]
    public async Task Takes_everything_that_a_process_writes()
    {
        using var log = new StringWriter();
        var replies = await RunAsync("writes a lot", log: log);
        Assert.IsType<FunctionReply.Answered>(replies[0]);
        Assert.Equal(4_000, log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Waits_for_what_is_written_after_the_answer()
    {
        using var log = new StringWriter();
        await RunAsync("writes after its answer", log: log);
        Assert.Equal("the last line", log.ToString().TrimEnd());
    }

    [Fact]
    public async Task Refuses_an_answer_beyond_the_limit_of_Lambda()
    {
        var threw = Assert.IsType<FunctionReply.Threw>((await RunAsync("answers too much"))[0]);
        Assert.Equal("Function.ResponseSizeTooLarge", threw.ErrorType);
    }

    [Fact]
    public async Task Ends_what_the_process_has_started()
    {
        var replies = await RunAsync("leaves a child");
        var child = int.Parse(Assert.IsType<FunctionReply.Answered>(replies[0]).Json, CultureInfo.InvariantCulture);
        Assert.True(IsGone(child), "the child still runs");
    }

    [Fact]
    public async Task Says_what_to_do_where_the_program_cannot_be_started()
    {
        var missing = Command("answers") with { Program = Path.Combine(AppContext.BaseDirectory, "no-such-dotnet") };
        var fault = await Assert.ThrowsAsync<SandboxException>(() => RunAsync(missing));
        Assert.Contains("no-such-dotnet", fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.NextStep);
    }

    [Fact]
    public async Task Is_cancelled_while_it_waits()
    {
        using var cancel = new CancellationTokenSource();
        var run = RunAsync(Command("never asks"), cancellation: cancel.Token);
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private static Task<FunctionReply[]> RunAsync(
        string behaviour,
        string payload = "{}",
        int deliveries = 1,
        TimeSpan? remaining = null,
        LambdaLimits? limits = null,
        TextWriter? log = null) =>
        RunAsync(Command(behaviour), payload, deliveries, remaining, limits, log);

    private static async Task<FunctionReply[]> RunAsync(
        FunctionCommand command,
        string payload = "{}",
        int deliveries = 1,
        TimeSpan? remaining = null,
        LambdaLimits? limits = null,
        TextWriter? log = null,
        TimeProvider? clock = null,
        CancellationToken cancellation = default)
    {
        clock ??= TimeProvider.System;
        var output = new FunctionOutput(log);
        var identity = new LambdaIdentity("111122223333", "us-east-1");
        List<FunctionReply> replies = [];
        await using var api = await LambdaRuntimeApi.StartAsync(identity, clock, cancellation);
        await using (var process = FunctionProcess.Start(command, api.Address, output, clock))
        {
            var lambda = new LocalLambda(api, process, output, limits ?? Patient, clock);
            for (var delivery = 0; delivery < deliveries; delivery++)
            {
                var invocation = new LambdaInvocation
                {
                    RequestId = Guid.NewGuid(),
                    Payload = System.Text.Encoding.UTF8.GetBytes(payload),
                    Remaining = remaining ?? TimeSpan.FromMinutes(1),
                };
                replies.Add(
                    await lambda.InvokeAsync(invocation, cancellation).WaitAsync(HangGuard.Limit, TimeProvider.System, cancellation));
            }
        }

        return [.. replies];
    }

    private static FunctionCommand Command(string behaviour)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);
        environment[FakeFunction.Behaviour] = behaviour;
        return FunctionCommand.ForAssembly(DotnetHost.Find(environment), FakeFunction.Assembly, environment);
    }

    /// <summary>Lets time pass until the run is over.</summary>
    private static Task AdvanceUntilAsync(FakeTimeProvider clock, TimeSpan step, Task run) => HangGuard.UntilAsync(() =>
    {
        clock.Advance(step);
        return run.IsCompleted;
    });

    private static bool IsGone(int process)
    {
        try
        {
            using var left = Process.GetProcessById(process);
            return left.WaitForExit(HangGuard.Limit);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
