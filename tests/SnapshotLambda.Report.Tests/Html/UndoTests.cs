using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Tests.Results;

namespace SnapshotLambda.Report.Tests.Html;

/// <summary>What the page says of whether a night can be taken back.</summary>
public sealed class UndoTests
{
    private static readonly PlanHeader Off = PlanText.Header with { DryRun = false };

    private static readonly PlanHeader Binned = Off with { UsesRecycleBin = true };

    private static readonly RunResult Deleted = ExampleResults.Succeeded with { DryRun = false, Totals = new Totals { Deleted = 1 } };

    [Fact]
    public void A_real_run_without_an_undo_says_so_before_anything_else()
    {
        var header = Pages.Of(Deleted, PlanText.Of(Off, [PlanText.Going("snap-1")])).QuerySelector("header")!;

        Assert.Equal(["kicker", "undo none", null], header.Children.Take(3).Select(part => part.GetAttribute("class")));
        Assert.Equal(
            "No undo What this run deleted is gone for good: recycleBin is off, so nothing keeps it.",
            header.QuerySelector(".undo")!.Read());
    }

    [Fact]
    public void The_function_s_own_note_is_said_first_and_once()
    {
        var result = Deleted with { Notes = [new Note("NoUndo", 1, "The first deletion is not in the Recycle Bin.")] };
        var page = Pages.Of(result, PlanText.Of(Binned, [PlanText.Going("snap-1")]));

        Assert.Equal("No undo The first deletion is not in the Recycle Bin.", page.QuerySelector("header .undo")!.Read());
        Assert.Single(page.QuerySelectorAll(".undo"));
        Assert.Null(page.QuerySelector(".notes"));
        Assert.DoesNotContain("take this night back", page.VisibleText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("require", "The Recycle Bin keeps what was deleted until 2026-11-28 03:00 UTC at the earliest")]
    [InlineData("use", "Nobody looked up whether a rule of the Recycle Bin keeps what was deleted.")]
    [InlineData("use", "One that does keeps it until 2026-11-28 03:00 UTC at the earliest.")]
    public void A_real_run_into_the_Recycle_Bin_says_how_it_is_taken_back_and_until_when(string recycleBin, string keeps)
    {
        var setting = new EffectiveSetting(JsonSerializer.SerializeToElement(recycleBin), "environment");
        var result = Deleted with { Settings = new Dictionary<string, EffectiveSetting> { ["recycleBin"] = setting } };
        var undo = Pages.Of(result, PlanText.Of(Binned, [PlanText.Going("snap-1")])).QuerySelector("header .undo")!.Read();

        Assert.StartsWith(
            """To take this night back Invoke the Restore function with {"runId": "2026-11-27-8f14e45f", "dryRun": false}.""",
            undo,
            StringComparison.Ordinal);
        Assert.Contains(keeps, undo, StringComparison.Ordinal);
    }

    [Fact]
    public void A_killed_run_says_how_whatever_it_deleted_is_taken_back() =>
        Assert.Contains(
            "To take this night back",
            Pages.Of(null, PlanText.Of(Binned, [PlanText.Going("snap-1")])).QuerySelector("header .undo")!.Read(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_real_run_that_deleted_nothing_has_nothing_to_take_back(bool usesRecycleBin)
    {
        var result = Deleted with { Totals = new Totals { Deleted = 0 } };

        Assert.Null(Pages.Of(result, PlanText.Of(Off with { UsesRecycleBin = usesRecycleBin }, [PlanText.Going("snap-1")]))
            .QuerySelector(".undo"));
    }

    [Theory]
    [InlineData(false, "No undo What a real run deletes would be gone for good: recycleBin is off, so nothing keeps it.")]
    [InlineData(true, "Undo A real run tags what it deletes for the Recycle Bin, so 1 snapshot could be taken back while a rule there")]
    public void A_dry_run_says_what_a_real_run_would_leave_to_take_back(bool usesRecycleBin, string text)
    {
        var header = PlanText.Header with { UsesRecycleBin = usesRecycleBin };
        var page = Pages.Of(ExampleResults.Succeeded, PlanText.Of(header, [PlanText.Going("snap-1")]));

        Assert.StartsWith(text, Assert.Single(page.QuerySelectorAll(".undo")).Read(), StringComparison.Ordinal);
        Assert.Equal("kicker", page.QuerySelector("header")!.FirstElementChild!.ClassName);
        Assert.Equal("H1", page.QuerySelector("header")!.Children[1].TagName);
    }

    [Fact]
    public void Where_the_function_says_until_when_the_page_does_not_say_it_again()
    {
        var note = new Note("UndoPossible", 1, "1 snapshot could be taken back until 2026-12-11.");
        var result = ExampleResults.Succeeded with { Notes = [note] };
        var page = Pages.Of(result, PlanText.Of(PlanText.Header with { UsesRecycleBin = true }, [PlanText.Going("snap-1")]));

        Assert.Null(page.QuerySelector(".undo"));
        Assert.Contains("1 snapshot could be taken back until 2026-12-11.", page.QuerySelector(".notes")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_of_an_approval_names_the_run_whose_plan_was_approved()
    {
        var setting = new EffectiveSetting(JsonSerializer.SerializeToElement("2026-11-26-<b>"), "payload");
        var result = Deleted with { Settings = new Dictionary<string, EffectiveSetting> { ["approvedRun"] = setting } };

        Assert.Contains(
            "A person approved this of the plan of run 2026-11-26-<b>.",
            Pages.Of(result, PlanText.Of(Binned, [PlanText.Going("snap-1")])).QuerySelector("header")!.Read(),
            StringComparison.Ordinal);
    }
}
