using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SnapshotLambda.Report.Approvals;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Sandbox.Commands;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary><c>approve</c> with the plans of a dry run.</summary>
public sealed class ApprovePlanTests : IDisposable
{
    private const string RunId = "2026-11-27-8f14e45f";

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly Folder _folder = new();

    [Fact]
    public async Task Names_what_the_plans_of_all_regions_delete_and_nothing_that_waits_is_marked_or_is_kept()
    {
        var told = await ApproveAsync(
            Plan("one.json.gz", [Going(3), Going(1), Of(4, PlanDecision.Wait), Of(5, PlanDecision.Mark), Of(6, PlanDecision.Keep)]),
            Plan("two.json", [Going(2)], header => header with { Account = "444455556666", Region = "us-east-1", IsTooLarge = true }));

        Assert.Equal((0, ApprovalText.Of(RunId, [Id(3), Id(2), Id(1)])), (told.ExitCode, told.Out));
        Assert.Contains(
            $"approved: 3 of 3 snapshots that run {RunId} would delete, at most 24 GiB\n", told.Error, StringComparison.Ordinal);
        Assert.Contains(
            "note: us-east-1 of 444455556666 would go beyond maxDeletePercent. The approval lifts it for these ids.\n",
            told.Error,
            StringComparison.Ordinal);
        Assert.Contains(", 14 days after the plan\n", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_a_run_s_folder_and_writes_the_event_to_a_file()
    {
        Directory.CreateDirectory(_folder.At("run/1/eu-west-1"));
        Directory.CreateDirectory(_folder.At("run/2/eu-west-1"));
        Plan("run/1/eu-west-1/plan.json.gz", [Going(1)]);
        Plan("run/2/eu-west-1/plan.json.gz", [Going(2)], header => header with { Account = "444455556666" });

        var told = await ApproveAsync(_folder.At("run"), "--event", _folder.At("approval.json"));

        Assert.Equal((0, ""), (told.ExitCode, told.Out));
        Assert.Equal(ApprovalText.Of(RunId, [Id(2), Id(1)]), await File.ReadAllTextAsync(_folder.At("approval.json")));
    }

    [Theory]
    [InlineData("--except", 2, 3)]
    [InlineData("--only", 1)]
    public async Task Leaves_out_what_a_file_says(string option, params int[] approved)
    {
        var plan = Plan("plan.json", [Going(3), Going(2), Going(1)]);

        var told = await ApproveAsync(plan, option, _folder.Write("ids.txt", $"# a remark\r\n\r\n{Id(1)}\r\n"));

        Assert.Equal(ApprovalText.Of(RunId, approved.OrderDescending().Select(Id)), told.Out);
        Assert.Contains($"approved: {approved.Length} of 3 snapshots", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_nine_thousand_ids_go_to_a_file_for_the_bucket_and_the_event_names_the_run_alone()
    {
        var plan = Plan("plan.json.gz", [.. Enumerable.Range(1, ApprovalText.MostIds + 1).Select(Going)]);
        var ids = _folder.At("ids.json");

        var refused = await ApproveAsync(plan);
        var told = await ApproveAsync(plan, "--approval", ids);

        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("would delete 9,001 of these snapshots, and an event takes 9,000 ids.", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"next:  Add --approval {RunId}.json", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, $$"""{"dryRun": false, "approvedRun": "{{RunId}}"}""" + "\n"), (told.ExitCode, told.Out));
        Assert.Contains($"next: aws s3 cp {ids} s3://BUCKET/approvals/{RunId}.json", told.Error, StringComparison.Ordinal);
        var json = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(ids));
        Assert.Equal((false, RunId, 9_001), (
            json.GetProperty("dryRun").GetBoolean(),
            json.GetProperty("approvedRun").GetString(),
            json.GetProperty("approvedSnapshotIds").GetArrayLength()));
    }

    [Fact]
    public async Task Says_that_a_plan_is_too_old()
    {
        var told = await ApproveAsync(Plan("plan.json", [Going(1)], header => header with { PlannedAt = _now.AddDays(-15) }));

        Assert.Equal(0, told.ExitCode);
        Assert.Contains("warning: the plan is older than 14 days, so the function refuses it since ", told.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REAL", "is a real run's, 2026-11-27-8f14e45f: it has been carried out.")]
    [InlineData("PLAN REAL", "is a real run's")]
    [InlineData("NOTHING", "Run 2026-11-27-8f14e45f would delete nothing")]
    [InlineData("EMPTY", "is empty.")]
    [InlineData("CUT", "is damaged, or was cut short")]
    [InlineData("CUTTEXT", "is damaged, or was cut short")]
    [InlineData("PLAN OTHER", "The files are of several runs, 2026-11-27-8f14e45f and 2026-11-28-another.")]
    [InlineData("PLAN PLAN", "name the same file")]
    [InlineData("PLAN TWIN", "There are several plans of eu-west-1 of account 111122223333.")]
    [InlineData("PLAN LOG", "is no plan of SnapshotLambda: a log, or another file.")]
    [InlineData("LOG --except IDS", "is no plan, and --except is given.")]
    [InlineData("PLAN --except LOG", "in line 1.")]
    [InlineData("PLAN --only EMPTY", "names no snapshot.")]
    [InlineData("PLAN --except UNKNOWN", "names snap-000000ff, which run 2026-11-27-8f14e45f would not delete.")]
    [InlineData("PLAN --only UNKNOWN", "names snap-000000ff, which run 2026-11-27-8f14e45f would not delete.")]
    [InlineData("PLAN --except IDS", "names all 1 snapshots that run 2026-11-27-8f14e45f would delete.")]
    [InlineData("FOLDER", "has no plan of a run.")]
    public async Task Refuses_what_is_no_plan_to_approve_in_one_clear_error(string line, string error)
    {
        Directory.CreateDirectory(_folder.At("FOLDER"));
        Plan("PLAN", [Going(1)]);
        Plan("TWIN", [Going(1)]);
        Plan("REAL", [Going(1)], header => header with { DryRun = false, Region = "us-east-1" });
        Plan("NOTHING", [Of(1, PlanDecision.Keep)]);
        Plan("OTHER", [Going(1)], header => header with { RunId = "2026-11-28-another", Region = "us-east-1" });
        _folder.Write("EMPTY", "");
        _folder.Write("LOG", """{"level":"Information","message":"snapshot_would_delete","snapshot_id":"snap-00000001"}""" + "\n");
        _folder.Write("IDS", Id(1));
        _folder.Write("UNKNOWN", "snap-000000ff");
        await File.WriteAllBytesAsync(_folder.At("CUT"), (await File.ReadAllBytesAsync(Plan("whole.gz", [Going(1)])))[..^40]);
        _folder.Write("CUTTEXT", (await File.ReadAllTextAsync(_folder.At("PLAN")))[..^40]);

        var told = await ApproveAsync([.. line.Split(' ').Select(word => word[0] == '-' ? word : _folder.At(word))]);

        Assert.Equal((2, ""), (told.ExitCode, told.Out));
        Assert.StartsWith("error: ", told.Error, StringComparison.Ordinal);
        Assert.Contains(error, told.Error, StringComparison.Ordinal);
        Assert.Contains("\nvalid: ", told.Error, StringComparison.Ordinal);
        Assert.Contains("\nnext:  ", told.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Id(int number) => $"snap-{number:x8}";

    /// <summary>The higher the number, the older it is.</summary>
    private PlannedSnapshot Going(int number) => Of(number, PlanDecision.Delete);

    private PlannedSnapshot Of(int number, PlanDecision decision) => new()
    {
        Id = Id(number),
        VolumeId = "vol-0a",
        StartTime = _now.AddDays(-100).AddMinutes(-number),
        SizeGiB = 8,
        AtMostBytes = 8L << 30,
        Decision = decision,
        Reason = decision switch
        {
            PlanDecision.Keep => "TooYoung",
            PlanDecision.Wait => "OverCap",
            PlanDecision.Delete or PlanDecision.Mark => null,
        },
    };

    private string Plan(string name, IReadOnlyList<PlannedSnapshot> snapshots, Func<PlanHeader, PlanHeader>? change = null)
    {
        var header = new PlanHeader
        {
            RunId = RunId,
            Version = "0.1.0",
            Account = "111122223333",
            Region = "eu-west-1",
            DryRun = true,
            PlannedAt = _now,
            ReferenceTime = _now,
            Cutoff = _now.AddDays(-30),
            Digest = new string('0', 64),
            Counts = new PlanCounts { Scanned = snapshots.Count },
        };
        using var file = File.Create(_folder.At(name));
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        PlanWriter.Write(stream, change?.Invoke(header) ?? header, snapshots);
        return _folder.At(name);
    }

    private static async Task<Told> ApproveAsync(params string[] arguments)
    {
        using var output = new StringWriter(new StringBuilder()) { NewLine = "\n" };
        using var error = new StringWriter(new StringBuilder()) { NewLine = "\n" };
        var surroundings = new ConsoleEnvironment
        {
            Out = output,
            Error = error,
            Environment = new Dictionary<string, string>(),
            Clock = TimeProvider.System,
            NewId = Guid.NewGuid,
            FunctionAssembly = () => throw new InvalidOperationException("Nothing may be started."),
        };
        var code = await CommandLine.RunAsync(["approve", .. arguments], surroundings, CancellationToken.None);
        return new Told(code, output.ToString(), error.ToString());
    }

    private sealed record Told(int ExitCode, string Out, string Error);
}
