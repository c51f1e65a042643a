using System.Text.Json;
using SnapshotLambda.Core.Outcomes;
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
            "No undo: what this run deleted is gone for good, since recycleBin is off.",
            header.QuerySelector(".undo")!.Read());
    }

    [Fact]
    public void The_function_s_own_note_is_said_first_and_once()
    {
        var result = Deleted with { Notes = [new Note("NoUndo", 1, "The first deletion is not in the Recycle Bin.")] };
        var page = Pages.Of(result, PlanText.Of(Binned, [PlanText.Going("snap-1")]));

        Assert.Equal("The first deletion is not in the Recycle Bin.", page.QuerySelector("header .undo")!.Read());
        Assert.Null(page.QuerySelector(".notes"));
        Assert.DoesNotContain("keeps what was deleted", page.VisibleText(), StringComparison.Ordinal);
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
    [InlineData(false, "No undo: what a real run deletes would be gone for good, since recycleBin is off.")]
    [InlineData(true, "Undo A real run tags what it deletes for the Recycle Bin, so 1 snapshot could be taken back while a rule there")]
    public void A_dry_run_says_what_a_real_run_would_leave_to_take_back(bool usesRecycleBin, string text)
    {
        var header = PlanText.Header with { UsesRecycleBin = usesRecycleBin };
        var page = Pages.Of(ExampleResults.Succeeded, PlanText.Of(header, [PlanText.Going("snap-1")]));

        Assert.StartsWith(text, Assert.Single(page.QuerySelectorAll(".undo")).Read(), StringComparison.Ordinal);
        Assert.Equal("kicker", page.QuerySelector("header")!.FirstElementChild!.ClassName);
        Assert.Equal("H1", page.QuerySelector("header")!.Children[1].TagName);
    }

    [Theory]
    [InlineData(true, "Undo 1 snapshot could be taken back at least until 2026-12-11.")]
    [InlineData(
        false,
        """To take this night back Invoke the Restore function with {"runId": "2026-11-27-8f14e45f", "dryRun": false}. """
        + "docs/undo.md has the commands. 1 snapshot could be taken back at least until 2026-12-11.")]
    public void Until_when_is_said_as_the_function_knows_it_and_once(bool dryRun, string text)
    {
        var note = new Note("Undo", 1, "1 snapshot could be taken back at least until 2026-12-11.");
        var result = (dryRun ? ExampleResults.Succeeded : Deleted) with { Notes = [note] };
        var page = Pages.Of(result, PlanText.Of(Binned with { DryRun = dryRun }, [PlanText.Going("snap-1")]));

        Assert.Equal(text, Assert.Single(page.QuerySelectorAll(".undo")).Read());
        Assert.Null(page.QuerySelector(".notes"));
    }

    [Fact]
    public void Where_some_can_be_taken_back_and_some_cannot_the_page_says_both_the_loss_first()
    {
        var result = Deleted with { Notes = [new Note("NoUndo", 1, "No undo for 1."), new Note("Undo", 1, "2 can be taken back.")] };
        var undo = Pages.Of(result, PlanText.Of(Binned, [PlanText.Going("snap-1")])).QuerySelectorAll("header .undo");

        Assert.Equal("No undo for 1.", undo[0].Read());
        Assert.EndsWith("2 can be taken back.", undo[1].Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_of_an_approval_names_the_run_whose_plan_was_approved()
    {
        var setting = new EffectiveSetting(JsonSerializer.SerializeToElement("2026-11-26-<b>"), "payload");
        var result = Deleted with { Settings = new Dictionary<string, EffectiveSetting> { ["approvedRun"] = setting } };

        Assert.Contains(
            "People approved this of the plan of run 2026-11-26-<b>.",
            Pages.Of(result, PlanText.Of(Binned, [PlanText.Going("snap-1")])).QuerySelector("header")!.Read(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_plan_still_says_what_the_function_says_of_its_undo()
    {
        var result = Deleted with { Notes = [new Note("NoUndo", 1, "No undo for 1."), new Note("Undo", 1, "2 can be taken back.")] };

        Assert.Equal(["No undo for 1.", "Undo 2 can be taken back."], Pages.Of(result).QuerySelectorAll(".undo").Select(line => line.Read()));
    }

    [Fact]
    public void The_run_of_an_approval_says_what_changed_since_the_approved_plan_one_by_one()
    {
        var approval = new ApprovalResult
        {
            PlannedAt = PlanText.Now.AddDays(-1),
            Planned = 9,
            Approved = 5,
            Gone = 1,
            Kept = 1,
            New = 30,
            Changes =
            [
                new ApprovalChange("snap-1", ApprovalChangeKind.Gone, null),
                new ApprovalChange("snap-2", ApprovalChangeKind.Kept, "UsedByImage"),
                new ApprovalChange("snap-<b>", ApprovalChangeKind.New, "NotApproved"),
            ],
        };
        var result = Deleted with { Regions = [Deleted.Regions[0] with { Approval = approval }] };
        var card = Pages.Of(result, PlanText.Of(Binned, [PlanText.Going("snap-3")])).QuerySelector("main details.card")!;

        Assert.Equal(
            "Since the approved plan 5 of 9 were approved; since then 1 gone, 1 kept now, 30 new", card.QuerySelector("summary")!.Read());
        Assert.Equal(
            [
                "snap-1 111122223333 eu-west-1 approved, and gone by now",
                "snap-2 111122223333 eu-west-1 approved, and kept now: Used by image an AMI is made of it, be it deprecated or disabled",
                "snap-<b> 111122223333 eu-west-1 would go tonight, and was not in the plan: not approved, so it stays",
            ],
            card.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.Read()))));
        Assert.Contains("and 29 more, in the log's lines approval_changed.", card.Read(), StringComparison.Ordinal);
    }
}
