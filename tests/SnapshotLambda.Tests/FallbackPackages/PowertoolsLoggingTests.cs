using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace SnapshotLambda.Tests.FallbackPackages;

[Collection(nameof(ProcessWideState))]
public sealed partial class PowertoolsLoggingTests : IDisposable
{
    private readonly Action _restoreConsole;
    private readonly StringWriter _output = new();
    private readonly ServiceProvider _services;
    private readonly ILogger<PowertoolsLoggingTests> _logger;

    public PowertoolsLoggingTests()
    {
        var console = Console.Out;
        _restoreConsole = () => Console.SetOut(console);
        Console.SetOut(_output);
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddPowertoolsLogger(powertools => powertools.Service = "tests"))
            .BuildServiceProvider();
        _logger = _services.GetRequiredService<ILogger<PowertoolsLoggingTests>>();
    }

    private List<JsonElement> Lines =>
        [.. _output.ToString()
            .ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    public void Dispose()
    {
        _services.Dispose();
        _restoreConsole();
        _output.Dispose();
    }

    [Fact]
    public void Writes_one_json_object_a_line()
    {
        LogDeleted("snap-1", 8);
        LogDeleted("snap-2", 9);
        Assert.Equal(2, Lines.Count);
        var line = Lines[0];
        Assert.Equal("Information", line.GetProperty("level").GetString());
        Assert.Equal("deleted snap-1 of 8", line.GetProperty("message").GetString());
        Assert.Equal("tests", line.GetProperty("service").GetString());
        Assert.Equal(typeof(PowertoolsLoggingTests).FullName, line.GetProperty("name").GetString());
        Assert.InRange(
            line.GetProperty("timestamp").GetDateTimeOffset(),
            TimeProvider.System.GetUtcNow().AddMinutes(-1),
            TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public void Writes_the_arguments_of_a_message_as_keys_in_snake_case()
    {
        LogDeleted("snap-1", 8);
        var line = Assert.Single(Lines);
        Assert.Equal("snap-1", line.GetProperty("snapshot_id").GetString());
        Assert.Equal(8, line.GetProperty("size_gib").GetInt32());
    }

    [Fact]
    public void Leaves_debug_lines_out_unless_told_otherwise()
    {
        LogKept("snap-1");
        Assert.Empty(Lines);
        Assert.False(_logger.IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public void Writes_an_exception_with_its_causes()
    {
        LogFailed(new InvalidOperationException("outer", new IOException("inner")));
        var exception = Assert.Single(Lines).GetProperty("exception");
        Assert.Equal("System.InvalidOperationException", exception.GetProperty("type").GetString());
        Assert.Equal("outer", exception.GetProperty("message").GetString());
        Assert.Equal("inner", exception.GetProperty("inner_exception").GetProperty("message").GetString());
        Assert.False(exception.TryGetProperty("source", out _), "An exception that nobody threw has no source.");
        Assert.False(exception.TryGetProperty("stack_trace", out _), "An exception that nobody threw has no stack.");
    }

    [Fact]
    public async Task Within_an_invocation_each_line_has_its_context()
    {
        var context = new TestLambdaContext
        {
            AwsRequestId = "r-1",
            FunctionName = "cleaner",
            FunctionVersion = "7",
            InvokedFunctionArn = "arn:aws:lambda:us-east-1:111122223333:function:cleaner",
            MemoryLimitInMB = 512,
        };
        await InvokeAsync("run-1", context);
        await InvokeAsync("run-2", context);
        Assert.All(Lines, line =>
        {
            Assert.Equal("r-1", line.GetProperty("function_request_id").GetString());
            Assert.Equal("cleaner", line.GetProperty("function_name").GetString());
            Assert.Equal("7", line.GetProperty("function_version").GetString());
            Assert.Equal(context.InvokedFunctionArn, line.GetProperty("function_arn").GetString());
            Assert.Equal(512, line.GetProperty("function_memory_size").GetInt32());
        });
        Assert.False(Lines[^1].GetProperty("cold_start").GetBoolean());
    }

    [Fact]
    public async Task A_context_that_is_declared_as_something_else_is_not_taken()
    {
        await InvokeDeclaredOtherwiseAsync(new TestLambdaContext { AwsRequestId = "r-1", FunctionName = "cleaner" });
        Assert.False(Assert.Single(Lines).TryGetProperty("function_request_id", out _));
    }

    [Fact]
    public async Task A_key_holds_for_its_invocation_and_not_for_the_next()
    {
        await InvokeAsync("run-1", new TestLambdaContext());
        await InvokeAsync(null, new TestLambdaContext());
        Assert.Equal(4, Lines.Count);
        Assert.All(Lines[..2], line => Assert.Equal("run-1", line.GetProperty("run_id").GetString()));
        Assert.All(Lines[2..], line => Assert.False(line.TryGetProperty("run_id", out _)));
    }

    [Fact]
    public async Task A_removed_key_is_gone()
    {
        await InvokeAndRemoveAsync(new TestLambdaContext());
        Assert.False(Assert.Single(Lines).TryGetProperty("run_id", out _));
    }

    [Fact]
    public async Task Lines_of_many_tasks_stay_whole()
    {
        await Parallel.ForAsync(0, 5_000, (size, _) =>
        {
            LogDeleted(new string('x', 500), size);
            return ValueTask.CompletedTask;
        });
        Assert.Equal(Enumerable.Range(0, 5_000), Lines.Select(line => line.GetProperty("size_gib").GetInt32()).Order());
    }

    [Logging]
    [SuppressMessage(
        "Performance",
        "CA1859:Use concrete types when possible for improved performance",
        Justification = "The aspect looks for a parameter of this very type.")]
    private async Task<int> InvokeAsync(string? runId, ILambdaContext context)
    {
        if (runId is not null)
            Logger.AppendKey("run_id", runId);
        LogDeleted("snap-1", context.MemoryLimitInMB);
        await Task.Yield();
        LogDeleted("snap-2", context.MemoryLimitInMB);
        return 0;
    }

    [Logging]
    [SuppressMessage(
        "Performance",
        "CA1859:Use concrete types when possible for improved performance",
        Justification = "The aspect looks for a parameter of this very type.")]
    private async Task<int> InvokeAndRemoveAsync(ILambdaContext context)
    {
        Logger.AppendKeys(new Dictionary<string, string> { ["run_id"] = "run-1" });
        await Task.Yield();
        Logger.RemoveKeys("run_id");
        LogDeleted("snap-1", context.MemoryLimitInMB);
        return 0;
    }

    [Logging]
    private Task<int> InvokeDeclaredOtherwiseAsync(TestLambdaContext context)
    {
        LogDeleted("snap-1", context.MemoryLimitInMB);
        return Task.FromResult(0);
    }

    [LoggerMessage(LogLevel.Information, "deleted {SnapshotId} of {SizeGib}")]
    private partial void LogDeleted(string snapshotId, int sizeGib);

    [LoggerMessage(LogLevel.Debug, "kept {SnapshotId}")]
    private partial void LogKept(string snapshotId);

    [LoggerMessage(LogLevel.Error, "failed")]
    private partial void LogFailed(Exception exception);
}
