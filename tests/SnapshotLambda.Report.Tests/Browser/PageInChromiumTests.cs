using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Tests.Html;

namespace SnapshotLambda.Report.Tests.Browser;

/// <summary>
/// The page with its script, in a browser: it asks nothing of anybody, everybody can use it, and it filters, sorts and groups.
/// </summary>
public sealed class PageInChromiumTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";

    private static readonly string Example = Pages.Text(ExamplePlan.Report());

    private static readonly RunReport Small = RunReport.Open(
        [
            PlanText.Of(
                PlanText.Going("snap-1", days: 500) with { Tags = [new("Owner", "payments"), new("Name", "db")], AtMostBytes = 1L << 30 },
                PlanText.Going("snap-2", days: 600) with { VolumeId = "vol-b", Tags = [new("Owner", "search")], Policy = "dev" },
                PlanText.Kept("snap-3") with { Tags = [new("Owner", "payments")] },
                PlanText.Kept("snap-4", "UsedByImage", days: 900) with { VolumeId = "vol-c", Description = "Golden image" },
                PlanText.Going("snap-5", days: 50) with { Decision = PlanDecision.Wait, Reason = "OverCap" }),
            PlanText.Of(
                PlanText.Header with { Account = "444455556666", Region = "us-east-1" },
                [PlanText.Kept("snap-6", "KeptMonthly", days: 700) with { Tags = [new("Owner", Attack)] }]),
        ],
        null);

    [FactWithChromium]
    public async Task It_loads_from_a_file_without_another_request_or_a_complaint()
    {
        await using var page = await chromium.OpenAsync(Example);

        Assert.Equal([page.Address.ToString()], page.Requests);
        Assert.Empty(page.Complaints);
    }

    [TheoryWithChromium]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(400, false)]
    [InlineData(400, true)]
    public async Task Axe_finds_nothing(int width, bool isDark)
    {
        await using var page = await chromium.OpenAsync(Example, width, isDark);

        // It takes its time for each element, so of what repeats a few have to do.
        await page.AskAsync<bool>("""
            document.querySelectorAll('#groups > :nth-child(n+17), #groups tr:nth-child(n+9)').forEach(e => e.remove());
            for (const folded of document.querySelectorAll('figure details, #groups > details:nth-of-type(-n+3), .regions, footer details'))
              folded.open = true;
            true
            """);
        await page.Page.EvaluateExpressionAsync(Chromium.Axe);

        var found = await page.AskAsync<string[]>("""
            axe.run({ resultTypes: ['violations'] }).then(found => found.violations.map(rule =>
              rule.id + ': ' + rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | ')))
            """);

        Assert.Empty(found);
        Assert.Empty(page.Complaints);
        Assert.Equal(width, await page.AskAsync<int>("document.documentElement.scrollWidth"));
    }

    [FactWithChromium]
    public async Task A_tile_filters_and_does_so_no_more_when_it_is_pressed_again()
    {
        await using var page = await OpenAsync();
        await page.Page.ClickAsync("[data-filter='d:d']");

        Assert.Equal(["snap-2", "snap-1"], await page.RowsAsync());
        Assert.Equal("2 of 6 listed snapshots match.", await page.AskAsync<string>("document.getElementById('shown').textContent"));
        Assert.Equal("true", await page.AskAsync<string>("document.querySelector(\"[data-filter='d:d']\").getAttribute('aria-pressed')"));

        await page.Page.ClickAsync("[data-filter='r:UsedByImage']");
        Assert.Equal(["snap-4"], await page.RowsAsync());

        await page.Page.ClickAsync("[data-filter='r:UsedByImage']");
        Assert.Equal(6, (await page.RowsAsync()).Length);
    }

    [FactWithChromium]
    public async Task A_search_finds_names_tags_descriptions_and_reasons_whatever_their_case()
    {
        await using var page = await OpenAsync();
        foreach (var (text, ids) in new (string, string[])[]
        {
            ("SNAP-4", ["snap-4"]), ("golden", ["snap-4"]), ("search", ["snap-2"]), ("an ami is made", ["snap-4"]), ("vol-b", ["snap-2"]),
            ("nothing of this kind", []),
        })
        {
            await page.SearchAsync(text);
            Assert.Equal(ids, await page.RowsAsync());
        }

        Assert.True(await page.AskAsync<bool>("!document.getElementById('none').hidden"));
        await page.Page.ClickAsync("#reset");
        Assert.Equal(6, (await page.RowsAsync()).Length);
    }

    [TheoryWithChromium]
    [InlineData("first", "snap-2,snap-1,snap-5,snap-3,snap-4,snap-6")]
    [InlineData("old", "snap-4,snap-6,snap-2,snap-1,snap-5,snap-3")]
    [InlineData("new", "snap-3,snap-5,snap-1,snap-2,snap-6,snap-4")]
    [InlineData("large", "snap-2,snap-5,snap-3,snap-1,snap-4,snap-6")]
    [InlineData("name", "snap-1,snap-3,snap-5,snap-2,snap-4,snap-6")]
    public async Task It_sorts_groups_by_their_first_rows_and_rows_within_their_group(string order, string ids)
    {
        await using var page = await OpenAsync();
        await page.ChooseAsync("sort", "old");
        await page.ChooseAsync("sort", order);

        Assert.Equal(ids, string.Join(',', await page.RowsAsync()));
    }

    [FactWithChromium]
    public async Task It_groups_by_owner_account_region_and_policy_and_by_volume_again()
    {
        await using var page = await OpenAsync();
        var volumes = await page.GroupsAsync();
        foreach (var (by, groups) in new (string, string[])[]
        {
            ("tag:Owner", ["search: 1", "payments: 2", "without the tag: 2", $"{Attack}: 1"]),
            ("account", ["111122223333: 5", "444455556666: 1"]),
            ("region", ["eu-west-1 · 111122223333: 5", "us-east-1 · 444455556666: 1"]),
            ("policy", ["dev: 1", "no policy: 5"]),
            ("volume", volumes),
        })
        {
            await page.ChooseAsync("group", by);
            Assert.Equal(groups, await page.GroupsAsync());
        }

        Assert.Empty(page.Complaints);
        Assert.Equal(0, await page.AskAsync<int>("document.querySelectorAll('img, #groups script').length"));
    }

    [FactWithChromium]
    public async Task Groups_unfold_and_fold_and_those_of_a_narrow_search_unfold_by_themselves()
    {
        await using var page = await OpenAsync();
        const string open = "document.querySelectorAll('#groups > details[open]:not([hidden])').length";
        Assert.Equal(0, await page.AskAsync<int>(open));

        await page.SearchAsync("golden");
        Assert.Equal(1, await page.AskAsync<int>(open));

        await page.Page.ClickAsync("#reset");
        await page.Page.ClickAsync("#unfold");
        Assert.Equal(4, await page.AskAsync<int>(open));
    }

    [FactWithChromium]
    public async Task Nine_thousand_rows_are_filtered_searched_and_grouped_too()
    {
        var report = RunReport.Open(
            [PlanText.Of([.. Enumerable.Range(0, RunReport.MostRows).Select(i => PlanText.Going($"snap-{i:x4}", days: 40 + i / 10) with
            {
                VolumeId = $"vol-{i % 900:x4}",
                Tags = [new Tag("Owner", $"team-{i % 30}"), new Tag("Name", $"disk-{i % 900}")],
            })])],
            null);
        await using var page = await chromium.OpenAsync(Pages.Text(report));

        await page.SearchAsync("team-7");
        Assert.Equal(300, (await page.RowsAsync()).Length);
        await page.ChooseAsync("group", "tag:Owner");
        Assert.Equal(["team-7: 300"], await page.GroupsAsync());
        await page.Page.ClickAsync("#reset");
        Assert.Equal(30, (await page.GroupsAsync()).Length);
        Assert.Empty(page.Complaints);
    }

    private Task<OpenPage> OpenAsync() => chromium.OpenAsync(Pages.Text(Small));
}
