using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;
using static SnapshotLambda.Tests.Sandbox.Report.ExampleRun;

namespace SnapshotLambda.Tests.Sandbox.Report;

/// <summary>Results with little in them, and replies that are none.</summary>
public sealed class BareResultTests
{
    [Theory]
    [InlineData(RunStatus.InvalidConfiguration)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Refused)]
    [InlineData(RunStatus.AlreadyRunning)]
    [InlineData(RunStatus.Incomplete)]
    public void Survives_a_result_without_regions(RunStatus status)
    {
        var bare = new RunResult
        {
            Status = status,
            Message = "one\r\ntwo",
            RunId = "",
            DryRun = true,
            StartedAt = Started,
            FinishedAt = Started,
        };
        var read = ResultJson.TryRead(JsonSerializer.Serialize(bare, JsonSerializerOptions.Web))!;
        Assert.Equal(
            $"""
            SnapshotLambda: {(status == RunStatus.InvalidConfiguration ? "nothing was done" : "dry run, nothing is changed")}

            {status} (exit code {(int)status}): one two

            """,
            ReportWriter.Plain(new ReportContent(read)),
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData(""" "text" """)]
    [InlineData("<html>")]
    [InlineData("""{"status":"Perfect"}""")]
    public void Takes_nothing_else_for_a_result(string json) => Assert.Null(ResultJson.TryRead(json));

    [Fact]
    public void Reads_what_the_function_writes()
    {
        var read = ResultJson.TryRead(JsonSerializer.Serialize(DryRun, JsonSerializerOptions.Web))!;
        Assert.Equal(ReportWriter.Plain(new ReportContent(DryRun)), ReportWriter.Plain(new ReportContent(read)));
    }

    public static TheoryData<string> Replies => [.. EveryReply.Select(reply => reply.GetType().Name)];

    [Theory]
    [MemberData(nameof(Replies))]
    public void Says_what_to_do_where_there_is_no_result(string kind)
    {
        var text = ReplyText.Of(EveryReply.First(reply => reply.GetType().Name == kind));
        Assert.InRange(text.Split(Environment.NewLine).Length, 2, 10);
    }

    private static IEnumerable<FunctionReply> EveryReply =>
    [
        new FunctionReply.Answered("{}"),
        new FunctionReply.Threw("Bang", "it broke", ["at Here"]),
        new FunctionReply.Exited(134, BeforeFirstEvent: true, ["boom"]),
        new FunctionReply.NeverAsked(TimeSpan.FromSeconds(30), []),
        new FunctionReply.TimedOut(TimeSpan.FromSeconds(900), ["still thinking"]),
    ];
}
