using System.Text.RegularExpressions;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Tests.Results;

namespace SnapshotLambda.Report.Tests.Html;

/// <summary>What a person reads on the page, without its script.</summary>
public sealed partial class ReportPageTests
{
    private static readonly PlanHeader Priced = PlanText.Header with { PricePerGiBMonth = 0.05m };

    [Fact]
    public void It_begins_with_the_run_in_one_sentence_its_status_and_the_next_step()
    {
        var result = ExampleResults.Succeeded with { Notes = [new Note("NoFence", 1, "There is no fence in 1 region.")] };
        var header = Pages.Of(result, PlanText.Of(PlanText.Going("snap-1"))).QuerySelector("header")!;

        Assert.Equal(result.Message, header.QuerySelector("h1")!.Read());
        Assert.Contains("Succeeded", header.QuerySelector(".state")!.Read(), StringComparison.Ordinal);
        Assert.Equal($"What to do next {result.NextStep}", header.QuerySelector(".next")!.Read());
        Assert.Equal("No fence There is no fence in 1 region.", header.QuerySelector(".notes li")!.Read());
    }

    [Fact]
    public void Counts_pictures_and_the_list_follow_in_this_order()
    {
        var page = Pages.Of(ExampleResults.Succeeded, PlanText.Of(PlanText.Going("snap-1"), PlanText.Kept("snap-2")));

        Assert.Equal(["h-counts", "h-pictures", "h-list"], page.QuerySelectorAll("section > h2").Select(heading => heading.Id));
    }

    [Fact]
    public void Tiles_count_what_goes_what_waits_and_what_stays_with_the_reasons_in_words()
    {
        var page = Pages.Of(
            null,
            PlanText.Of(
                PlanText.Going("snap-1"),
                PlanText.Going("snap-2") with { Decision = PlanDecision.Mark },
                PlanText.Going("snap-3") with { Decision = PlanDecision.Wait, Reason = "OverCap", IsSharingUnknown = true },
                PlanText.Kept("snap-4"),
                PlanText.Kept("snap-5", "KeptMonthly")));

        Assert.Equal(
            ["1 Would be deleted", "1 Would be marked", "1 Wait for another night", "2 Kept"],
            page.QuerySelectorAll(".tile").Select(tile => $"{tile.QuerySelector(".num")!.Read()} {tile.QuerySelector(".lab")!.Read()}"));
        Assert.Equal(
            [
                "1 Kept monthly the newest of its volume in one of the last keepMonthly months",
                "1 Too young not older than maxAgeDays",
            ],
            page.QuerySelectorAll(".reason").Select(reason => string.Join(
                ' ', new[] { ".n", "b", ".why" }.Select(part => reason.QuerySelector(part)!.Read()))));
        Assert.Contains("not yet asked with whom it is shared", page.QuerySelector("tr[data-d=w]")!.Read(), StringComparison.Ordinal);
        Assert.Contains("waits for another night", page.QuerySelector("tr[data-d=w]")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_has_all_that_the_plan_says_of_its_snapshot()
    {
        var snapshot = PlanText.Kept("snap-1", "NewestOfVolume", days: 412) with
        {
            Description = "nightly",
            Tags = [new("Name", "db"), new("Owner", "payments"), new("Stage", "")],
            Policy = "prod",
            Periods = ["KeptMonthly", "KeptDaily"],
        };

        var row = Pages.Of(null, PlanText.Of(snapshot)).QuerySelector("#groups tbody tr")!;

        Assert.Equal(
            ["db", "snap-1", "nightly"], new[] { ".nm", "th .mono", ".ds" }.Select(part => row.QuerySelector(part)!.Read()));
        Assert.Equal(
            ["Owner=payments", "Stage="],
            row.QuerySelectorAll(".t").Select(tag => string.Join('=', tag.Children.Select(part => part.Read()))));
        Assert.Equal(["vol-0a", "2025-10-11", "412 d", "8 GiB", "prod"], row.QuerySelectorAll("td").Take(5).Select(cell => cell.Read()));
        Assert.Contains("among the newest keepLatestPerVolume of its volume", row.Read(), StringComparison.Ordinal);
        Assert.Contains("also kept monthly, kept daily", row.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_script_it_is_whole_and_has_nothing_that_does_nothing()
    {
        var page = Pages.Of(
            null, PlanText.Of(PlanText.Going("snap-1"), PlanText.Kept("snap-2"), PlanText.Kept("snap-3") with { VolumeId = "vol-b" }));

        Assert.Equal(3, page.QuerySelectorAll("#groups tbody tr").Length);
        Assert.Equal(["vol-0a", "vol-b"], page.QuerySelectorAll("#groups > details > summary .mono").Select(volume => volume.Read()));
        Assert.DoesNotContain(page.QuerySelectorAll("button, input, select"), control => control.Closest("[hidden]") is null);
    }

    [Fact]
    public void Each_picture_is_told_in_words_and_in_a_table()
    {
        var page = Pages.Of(null, PlanText.Of(
            PlanText.Going("snap-1") with { Tags = [new("Owner", "payments")] }, PlanText.Kept("snap-2", "KeptMonthly", days: 200)));

        var pictures = page.QuerySelectorAll("figure");
        Assert.Equal(4, pictures.Length);
        foreach (var picture in pictures)
        {
            var image = Assert.Single(picture.QuerySelectorAll("svg[role=img]"));
            var told = image.GetAttribute("aria-labelledby")!.Split(' ').Select(id => page.GetElementById(id)!).ToList();
            Assert.Equal(["title", "desc"], told.Select(text => text.LocalName));
            Assert.DoesNotContain(told, text => text.Read().Length == 0);
            Assert.NotNull(picture.QuerySelector("details table tbody tr"));
        }

        Assert.DoesNotContain(page.QuerySelectorAll("[id]").GroupBy(element => element.Id), same => same.Count() > 1);
        Assert.Contains("M", page.QuerySelectorAll("figure text.why").Select(letter => letter.Read()));
    }

    [Fact]
    public void Money_stands_nowhere_without_the_words_at_most()
    {
        var page = Pages.Of(
            null, PlanText.Of(Priced, [PlanText.Going("snap-1") with { Tags = [new("Owner", "a")] }, PlanText.Kept("snap-2")]));
        var text = page.VisibleText();

        Assert.Contains("at most 8 GiB, at most $ 0.40 a month", page.QuerySelector(".money")!.Read(), StringComparison.Ordinal);
        Assert.All(
            Money().Matches(text).Select(money => text[..money.Index]),
            before => Assert.EndsWith("at most ", before, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_price_there_is_no_money() =>
        Assert.DoesNotContain("$", Pages.Of(null, PlanText.Of(PlanText.Going("snap-1"))).VisibleText(), StringComparison.Ordinal);

    [Fact]
    public void A_region_without_a_price_is_said_to_be_left_out()
    {
        var page = Pages.Of(
            null,
            PlanText.Of(Priced, [PlanText.Going("snap-1")]),
            PlanText.Of(PlanText.Header with { Region = "sa-east-1" }, [PlanText.Going("snap-2")]));

        Assert.Contains(
            "No price is set for sa-east-1: the sums in dollars leave it out.",
            page.QuerySelector("header")!.Read(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_says_when_the_saving_begins_where_the_Recycle_Bin_keeps_what_is_deleted(bool recycleBin)
    {
        var page = Pages.Of(null, PlanText.Of(Priced with { UsesRecycleBin = recycleBin }, [PlanText.Going("snap-1")]));

        Assert.Equal(
            recycleBin,
            page.VisibleText().Contains("The saving begins when the snapshots leave the Recycle Bin.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_run_without_a_plan_says_what_happened()
    {
        var page = Pages.Of(ExampleResults.Refused);

        Assert.Equal(ExampleResults.Refused.Message, page.QuerySelector("h1")!.Read());
        Assert.Contains(
            "ec2:DescribeImages is denied. Grant it. It has no plan here.", page.QuerySelector("main")!.Read(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("section"));
    }

    [Fact]
    public void A_run_that_left_nothing_says_where_to_look()
    {
        var page = Pages.Of(RunReport.Open([], null));

        Assert.Equal("The run left neither a plan nor a result.", page.QuerySelector("h1")!.Read());
        Assert.Contains("Read the function's reply, or its log", page.QuerySelector(".next")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_killed_run_says_that_it_left_no_result()
    {
        var page = Pages.Of(null, PlanText.Of(PlanText.Header with { DryRun = false }, [PlanText.Going("snap-1")]));

        Assert.StartsWith("There is no result of this run: this is what it planned in 1 region.", page.QuerySelector("h1")!.Read(), StringComparison.Ordinal);
        Assert.Contains("1 deletion had been planned", page.QuerySelector(".next")!.Read(), StringComparison.Ordinal);
        Assert.Equal("Planned to be deleted", page.QuerySelector(".tile .lab")!.Read());
    }

    [Fact]
    public void A_real_run_counts_what_was_deleted_of_what_was_planned_and_shows_what_failed()
    {
        var plan = PlanText.Of(Priced with { DryRun = false }, [PlanText.Going("snap-1"), PlanText.Going("snap-2")]);
        var page = Pages.Of(ExampleResults.Failing("snap-2"), plan);

        Assert.Equal(
            [
                "1 Deleted of 2 planned, at most 8 GiB, at most $ 0.40 a month", "1 Failed still there; what EC2 says stands above",
                "0 Kept by rules, guards and floors",
            ],
            page.QuerySelectorAll(".tile").Select(tile => string.Join(' ', tile.Children.Select(part => part.Read()))));
        Assert.Contains("failed: InternalError", page.QuerySelector("tr[data-f]")!.Read(), StringComparison.Ordinal);
        Assert.Contains("An internal error has occurred", page.QuerySelector("main")!.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_result_leaves_regions_out_the_plan_is_the_bound()
    {
        var plan = PlanText.Of(Priced with { DryRun = false }, [PlanText.Going("snap-1"), PlanText.Going("snap-2")]);
        var page = Pages.Of(ExampleResults.Failing("snap-2") with { Totals = new Totals { Deleted = 2 } }, plan);

        Assert.StartsWith(
            "What was to be deleted frees at most 16 GiB, at most $ 0.80 a month.",
            page.QuerySelector(".money")!.Read(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_room_is_counted()
    {
        var kept = Enumerable.Range(0, RunReport.MostRows + 1_000).Select(i => PlanText.Kept($"snap-{i}", days: 40));

        var page = Pages.Text(RunReport.Open([PlanText.Of([.. kept])], null));

        Assert.Contains(
            """<p class="rest">and 1,000 more, all kept. plan.csv has them all; this page lists 9,000.</p>""",
            page,
            StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\$")]
    private static partial Regex Money();
}
