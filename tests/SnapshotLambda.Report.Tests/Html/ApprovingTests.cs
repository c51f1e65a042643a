using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests.Html;

/// <summary>What the page brings along so that a person can approve what it lists.</summary>
public sealed class ApprovingTests
{
    private const string Attack = "\"'></form><script>alert(1)</script><img src=x onerror=alert(1)>";

    [Fact]
    public void The_page_of_a_dry_run_names_its_run_and_how_many_it_would_delete()
    {
        var page = Pages.Of(null, PlanText.Of(PlanText.Going("snap-1"), PlanText.Going("snap-2"), PlanText.Kept("snap-3")));

        var form = page.QuerySelector("body > form#approve[hidden]")!;
        Assert.Equal((PlanText.Header.RunId, "2"), (form.GetAttribute("data-run"), form.GetAttribute("data-planned")));
        Assert.Contains("14 days, until 2026-12-11 03:00 UTC", page.QuerySelector("#how[hidden]")!.Read(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[data-n], [data-by]"));
    }

    [Fact]
    public void A_hostile_run_id_stays_text()
    {
        var page = Pages.Of(null, PlanText.Of(PlanText.Header with { RunId = Attack }, [PlanText.Going("snap-1")]));

        Assert.Equal(Attack, page.QuerySelector("#approve")!.GetAttribute("data-run"));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img"));
    }

    [Fact]
    public void A_page_that_approves_nothing_has_neither_boxes_nor_their_script()
    {
        PlanFile[] plans =
        [
            PlanText.Of(PlanText.Header with { DryRun = false }, [PlanText.Going("snap-1")]),
            PlanText.Of(
                PlanText.Kept("snap-1"), PlanText.Going("snap-2") with { Decision = PlanDecision.Mark },
                PlanText.Going("snap-3") with { Decision = PlanDecision.Wait, Reason = "OverCap" }),
        ];

        Assert.All(plans, plan =>
        {
            var page = Pages.Of(null, plan);
            Assert.Null(page.QuerySelector("#approve, #how"));
            Assert.DoesNotContain("const startApproval", page.QuerySelector("script")!.TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Where_there_is_no_room_for_all_the_page_says_so_and_how_to_approve_the_rest()
    {
        var snapshots = Enumerable.Range(0, RunReport.MostRows + 500)
            .Select(i => PlanText.Going($"snap-{i}", days: 2_000 - i / 10) with
            {
                VolumeId = $"vol-{i % 2}",
                Tags = [new("Owner", i % 3 == 0 ? Attack : "")],
                Policy = "dev",
            })
            .Append(PlanText.Going("snap-w", days: 3_000) with { Decision = PlanDecision.Wait, Reason = "OverCap" });
        var page = Pages.Of(null, PlanText.Of([.. snapshots]));

        Assert.StartsWith(
            "This page lists 9,000 of the 9,500 snapshots that would be deleted, and its boxes stand for these alone.",
            page.QuerySelector("section .rest")!.Read(),
            StringComparison.Ordinal);
        Assert.Contains(
            "-- approve FOLDER --event approval.json --approval 2026-11-27-8f14e45f.json",
            page.QuerySelector("section .rest")!.Read(),
            StringComparison.Ordinal);
        Assert.Equal(["4750", "4750"], page.QuerySelectorAll("#groups > details").Select(volume => volume.GetAttribute("data-n")));
        Assert.Equal(
            [
                $"tag:Owner {Attack} 3167", "tag:Owner empty value 6333", "policy dev 9500", "region eu-west-1 · 111122223333 9500",
                "account 111122223333 9500",
            ],
            page.QuerySelectorAll("#approve li").Select(sum => $"{sum.GetAttribute("data-by")} {sum.GetAttribute("data-key")} {sum.Read()}")
                .OrderBy(sum => sum.StartsWith("tag", StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(sum => sum.StartsWith($"tag:Owner {Attack}", StringComparison.Ordinal) ? 0 : 1));
    }
}
