using System.Text;
using System.Text.Json;
using SnapshotLambda.Sandbox.Commands;

namespace SnapshotLambda.Tests.Sandbox.Commands;

public sealed class ApproveTests
{
    private static string Line(
        string id, string run = "run-1", string start = "2026-01-01T00:00:00.0000000+00:00", string name = "snapshot_would_delete") =>
        $$"""{"level":"Information","message":"{{name}}","run_id":"{{run}}","snapshot_id":"{{id}}","start_time":"{{start}}"}""";

    private static DryRunLog Read(params string[] lines) => DryRunLog.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    [Fact]
    public void Takes_what_a_dry_run_named_oldest_first_and_each_once()
    {
        var log = Read(
            Line("snap-00000003", start: "2026-03-01T00:00:00.0000000+00:00"),
            Line("snap-00000002"),
            Line("snap-00000001"),
            Line("snap-00000002"),
            Line("snap-00000009", name: "snapshot_would_mark"),
            Line("snap-00000009", name: "snapshot_deleted"),
            Line("snap-00000009", name: "snapshot_kept"));

        Assert.Equal(["snap-00000001", "snap-00000002", "snap-00000003"], log.SnapshotIds);
        Assert.Equal(("run-1", 1, 7, 0), (log.RunId, log.Runs, log.Lines, log.LinesPassedOver));
    }

    [Fact]
    public void Takes_the_last_of_several_runs()
    {
        var log = Read(
            Line("snap-00000001", "run-1"),
            Line("snap-00000002", "run-2"),
            Line("snap-00000003", "run-2"),
            Line("snap-00000001", "run-3", name: "run_finished"));

        Assert.Equal(["snap-00000002", "snap-00000003"], log.SnapshotIds);
        Assert.Equal(("run-2", 2), (log.RunId, log.Runs));
    }

    [Fact]
    public void Passes_over_what_is_not_a_line_of_the_function()
    {
        var log = Read(
            "START RequestId: 1 Version: $LATEST",
            "",
            Line("snap-00000001"),
            "\r",
            "[1]",
            "17",
            """{"message": 5}""",
            "{}",
            Line("snap-00000002")[..40],
            Line("../../etc"),
            "REPORT RequestId: 1\tDuration: 5 ms");

        Assert.Equal(["snap-00000001"], log.SnapshotIds);
        Assert.Equal((9, 5), (log.Lines, log.LinesPassedOver));
    }

    [Fact]
    public void Writes_an_event_of_at_most_nine_thousand_that_travels_to_every_kind_of_invocation()
    {
        var ids = Enumerable.Range(0, 10_000).Select(i => $"snap-{i:x17}").ToList();

        var text = ApprovalEvent.Of(ids);

        using var json = JsonDocument.Parse(text);
        Assert.False(json.RootElement.GetProperty("dryRun").GetBoolean());
        Assert.Equal(ids.Take(9_000), json.RootElement.GetProperty("approvedSnapshotIds").EnumerateArray().Select(id => id.GetString()));
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 256 * 1024);
    }
}
