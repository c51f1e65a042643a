using SnapshotLambda.Core.Results;
using SnapshotLambda.Tests.FallbackPackages;
using static SnapshotLambda.Tests.Execution.Retirement;

namespace SnapshotLambda.Tests.Runs;

/// <summary>A run says, before anybody needs it, whether its deletions can be taken back.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class UndoNotesTests
{
    private static readonly string[] Codes = [nameof(NoteCode.NoUndo), nameof(NoteCode.Undo)];

    [Theory]
    [InlineData("""{ "dryRun": true """)]
    [InlineData("""{ "dryRun": false """)]
    public async Task Without_the_bin_there_is_no_undo(string begin)
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(3)} ]""");

        var note = await NoteOfAsync(night, begin, more: "");

        Assert.Equal((nameof(NoteCode.NoUndo), 3), (note.Code, note.Count));
        Assert.Contains("recycleBin is off", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_matches_is_an_undo_and_says_until_when()
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(3)} ]""");

        var note = await NoteOfAsync(night, """{ "dryRun": false """, Use);

        Assert.Equal((nameof(NoteCode.Undo), 3), (note.Code, note.Count));
        Assert.Contains(Day(night, 7), note.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("use")]
    [InlineData("require")]
    public async Task No_rule_that_matches_is_no_undo(string recycleBin)
    {
        await using var night = await Scenario.OverAsync(
            $$""" "recycleBin": [ { "days": 7, "tag": "other=true" } ], "snapshots": [ {{Scenario.Old(3)}} ] """);

        var note = await NoteOfAsync(night, """{ "dryRun": false """, $""" "recycleBin": "{recycleBin}" """);

        Assert.Equal((nameof(NoteCode.NoUndo), recycleBin == "use" ? 3 : 1), (note.Code, note.Count));
        Assert.Contains("no Recycle Bin rule matches in us-east-1", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bin_that_cannot_be_read_is_told_and_stops_nothing()
    {
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(3)} ]""",
            Scenario.Faulty(call => call.Action == "ListSnapshotsInRecycleBin" ? Refusal("UnauthorizedOperation", "No.", 403) : null));

        var note = await NoteOfAsync(night, """{ "dryRun": false """, Use);

        Assert.Equal((nameof(NoteCode.NoUndo), 3), (note.Code, note.Count));
        Assert.Contains("could not be read in us-east-1", note.Text, StringComparison.Ordinal);
        Assert.Equal(3, night.Deletions.Count);
    }

    [Fact]
    public async Task A_dry_run_reckons_with_what_is_in_the_bin()
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(5)} ]""");

        var unknown = await NoteOfAsync(night, """{ "dryRun": true """, Use);
        _ = await NoteOfAsync(night, """{ "dryRun": false, "maxDeletions": 2 """, Use);
        var known = await NoteOfAsync(night, """{ "dryRun": true """, Use);

        Assert.Equal((nameof(NoteCode.Undo), 5), (unknown.Code, unknown.Count));
        Assert.Contains("as your Recycle Bin rules say", unknown.Text, StringComparison.Ordinal);
        Assert.Equal((nameof(NoteCode.Undo), 3), (known.Code, known.Count));
        Assert.Contains(Day(night, 7), known.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_goes_nothing_is_said()
    {
        await using var night = await Scenario.OverAsync(""" "snapshots": [ { "id": "snap-young", "ageDays": 1 } ] """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.DoesNotContain(result.Notes, note => Codes.Contains(note.Code));
    }

    private static async Task<Note> NoteOfAsync(Scenario night, string begin, string more)
    {
        var result = await night.RunAsync(
            $$"""{{begin}}, "keepLatestPerVolume": 0, "archived": "after90Days", "maxDeletePercent": 100{{(more.Length == 0 ? "" : "," + more)}} }""");
        return Assert.Single(result.Notes, note => Codes.Contains(note.Code));
    }

    private static string Day(Scenario night, int days) =>
        FormattableString.Invariant($"at least until {night.Time.GetUtcNow().AddDays(days).UtcDateTime:yyyy-MM-dd}");
}
