using System.Text.Json;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Report.Approvals;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Report.Tests.Html;

namespace SnapshotLambda.Report.Tests.Browser;

/// <summary>A person ticks what a dry run would delete, and saves that as an approval.</summary>
public sealed class ApprovalInChromiumTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly PlanFile[] Plans =
    [
        PlanText.Of(
            Going("snap-a1", 500, "payments", "vol-a"),
            Going("snap-a2", 490, "payments", "vol-a"),
            Going("snap-a3", 480, "payments", "vol-a") with { Description = "golden", Policy = "prod" },
            Going("snap-b1", 495, "payments", "vol-b") with { Policy = "dev" },
            Going("snap-b2", 300, "search", "vol-b"),
            PlanText.Going("snap-c1", days: 700) with { VolumeId = "vol-c", Decision = PlanDecision.Mark },
            PlanText.Going("snap-c2", days: 650) with { VolumeId = "vol-c", Decision = PlanDecision.Wait, Reason = "OverCap" },
            PlanText.Kept("snap-c3") with { VolumeId = "vol-c", Tags = [new("Owner", "payments")] }),
        PlanText.Of(
            PlanText.Header with { Account = "444455556666", Region = "us-east-1" }, [Going("snap-d1", 800, "search", "vol-d")]),
    ];

    private static readonly RunReport Report = RunReport.Open(Plans, null);

    [FactWithChromium]
    public async Task Nothing_is_ticked_at_first_and_nothing_can_be_saved()
    {
        await using var page = await OpenAsync();

        Assert.Empty(await TickedAsync(page));
        Assert.Equal("Nothing is ticked.", await TextAsync(page, "#ticked"));
        Assert.True(await page.AskAsync<bool>("document.getElementById('save').disabled"));
        Assert.True(await page.AskAsync<bool>("!document.getElementById('how').hidden"));
    }

    [FactWithChromium]
    public async Task A_box_stands_on_each_row_that_this_night_deletes_and_on_no_other()
    {
        await using var page = await OpenAsync();

        Assert.Equal(
            ["snap-a1", "snap-a2", "snap-a3", "snap-b1", "snap-b2", "snap-d1"],
            (await page.AskAsync<string[]>(
                "Array.from(document.querySelectorAll('.tick'), box => box.closest('tr').querySelector('.mono').textContent)")).Order());
        Assert.Equal(3, await page.AskAsync<int>("document.querySelectorAll('.pick input').length"));
        Assert.True(await page.AskAsync<bool>(
            "Array.from(document.querySelectorAll('.pick')).every(pick => pick.nextElementSibling.matches('details.g'))"));
    }

    [FactWithChromium]
    public async Task An_owner_is_ticked_at_once_some_are_unticked_and_exactly_the_rest_is_saved_oldest_first()
    {
        await using var page = await OpenAsync();
        await page.ChooseAsync("group", "tag:Owner");
        await PageApproval.PressAsync(page.Page, "[aria-label='Approve the deletions of payments: all 4']");
        Assert.Equal(["snap-a1", "snap-a2", "snap-a3", "snap-b1"], await TickedAsync(page));
        Assert.Equal("4 of 6 ticked, at most 32 GiB.", await TextAsync(page, "#ticked"));

        await page.Page.ClickAsync("#unfold");
        await PageApproval.PressAsync(page.Page, PageApproval.BoxOf("snap-a2"));
        Assert.True(await page.AskAsync<bool>(
            "document.querySelector(\"[aria-label^='Approve the deletions of payments']\").indeterminate"));

        var (name, text) = await chromium.DownloadAsync(() => PageApproval.PressAsync(page.Page, "#save"));
        Assert.Equal("approval.json", name);
        Assert.Equal(ApprovalText.Of(PlanText.Header.RunId, ["snap-a1", "snap-b1", "snap-a3"]), text);
        Assert.Equal(
            """{"dryRun":false,"approvedRun":"2026-11-27-8f14e45f","approvedSnapshotIds":["snap-a1","snap-b1","snap-a3"]}""",
            JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(text)));
        Assert.StartsWith(
            "Saved as approval.json: 3 snapshots, at most 24 GiB.", await TextAsync(page, "#ticked"), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
        Assert.DoesNotContain(
            page.Requests, request => !request.StartsWith("blob:", StringComparison.Ordinal) && request != page.Address.ToString());
    }

    [FactWithChromium]
    public async Task All_of_the_page_is_saved_as_the_command_line_writes_it()
    {
        await using var page = await OpenAsync();
        await PageApproval.PressAsync(page.Page, "#all");

        var (_, text) = await chromium.DownloadAsync(() => page.Page.ClickAsync("#save"));

        var plan = ApprovablePlan.Of(Plans);
        Assert.Equal(ApprovalText.Of(plan.RunId, plan.Snapshots.Select(snapshot => snapshot.Id)), text);
    }

    [FactWithChromium]
    public async Task A_box_stands_for_what_matches_alone_and_what_a_filter_hides_keeps_its_tick()
    {
        await using var page = await OpenAsync();
        await PageApproval.PressAsync(page.Page, "[aria-label='Approve the deletions of vol-b eu-west-1 · 111122223333: all 2']");
        await page.SearchAsync("golden");

        Assert.Equal(
            "2 of 6 ticked, at most 16 GiB. 2 of them do not match, and stay ticked.", await TextAsync(page, "#ticked"));
        Assert.Equal("Tick 1 of 6, those that match", await TextAsync(page, "#all-text"));
        Assert.Equal("box for 1 of 3 to go", await TextAsync(page, "#groups > details:not([hidden]) .picked"));
        await PageApproval.PressAsync(page.Page, "[aria-label^='Approve the deletions of vol-a'][aria-label$=': 1 of 3']");
        Assert.Equal(["snap-a3", "snap-b1", "snap-b2"], await TickedAsync(page));

        await PageApproval.PressAsync(page.Page, "#all");
        Assert.Equal(["snap-b1", "snap-b2"], await TickedAsync(page));

        await page.Page.ClickAsync("#reset");
        await page.ChooseAsync("sort", "large");
        foreach (var group in new[] { "policy", "region", "account", "volume" }) await page.ChooseAsync("group", group);
        Assert.Equal(["snap-b1", "snap-b2"], await TickedAsync(page));
        Assert.Equal("2 of 6 ticked, at most 16 GiB.", await TextAsync(page, "#ticked"));
    }

    [FactWithChromium]
    public async Task A_policy_is_ticked_at_once()
    {
        await using var page = await OpenAsync();
        await page.ChooseAsync("group", "policy");
        await PageApproval.PressAsync(page.Page, "[aria-label='Approve the deletions of dev: all 1']");

        Assert.Equal(["snap-b1"], await TickedAsync(page));
    }

    [FactWithChromium]
    public async Task The_page_of_a_real_run_has_no_box()
    {
        var real = RunReport.Open([PlanText.Of(PlanText.Header with { DryRun = false }, [PlanText.Going("snap-1")])], null);
        await using var page = await chromium.OpenAsync(Pages.Text(real));

        Assert.Equal(0, await page.AskAsync<int>("document.querySelectorAll('input[type=checkbox], #approve').length"));
        Assert.Equal(["snap-1"], await page.RowsAsync());
        Assert.Empty(page.Complaints);
    }

    [FactWithChromium]
    public async Task Where_there_is_no_room_for_all_a_box_says_of_how_many_and_approves_what_is_listed_alone()
    {
        const int more = 1_000;
        var report = RunReport.Open(
            [PlanText.Of(
            [
                .. Enumerable.Range(0, RunReport.MostRows + more)
                    .Select(i => Going($"snap-{i:x5}", 2_000 - i / 10, $"team-{i % 2}", $"vol-{i % 100}")),
            ])],
            null);
        await using var page = await chromium.OpenAsync(Pages.Text(report));

        await PageApproval.PressAsync(page.Page, "[aria-label^='Approve the deletions of vol-7 '][aria-label$=': 90 of 100']");
        Assert.Equal("90 of 10,000 ticked, at most 720 GiB.", await TextAsync(page, "#ticked"));
        await page.ChooseAsync("group", "tag:Owner");
        Assert.Equal("box for 4,500 of 5,000 to go", await TextAsync(page, "#groups > details .picked"));
        Assert.Equal("Tick 9,000 of 10,000, those on this page", await TextAsync(page, "#all-text"));
        await page.Page.ClickAsync("#all");

        var (_, text) = await chromium.DownloadAsync(() => page.Page.ClickAsync("#save"));
        var listed = report.Volumes.SelectMany(volume => volume.Rows).Select(row => row.Snapshot.Id).Order(StringComparer.Ordinal);
        Assert.Equal(listed, IdsOf(text).Order(StringComparer.Ordinal));
        Assert.Empty(page.Complaints);
    }

    [TheoryWithChromium]
    [InlineData(99)]
    [InlineData(17)]
    [InlineData(2026)]
    public async Task Whatever_the_plans_say_and_whatever_is_pressed_an_approval_names_what_would_be_deleted_alone(int seed)
    {
        var plans = new RandomPlans(seed).Plans;
        var deletions = plans.SelectMany(plan => plan.Snapshots()).Where(snapshot => snapshot.Decision is PlanDecision.Delete)
            .Select(snapshot => snapshot.Id).ToHashSet(StringComparer.Ordinal);
        await using var page = await chromium.OpenAsync(Pages.Text(RunReport.Open(plans, null)));
        var random = new Random(seed);
        for (var i = 0; i < 15; i++)
        {
            await PressSomethingAsync(page, random);
            Assert.Empty((await TickedAsync(page)).Except(deletions));
        }

        // Chromium lets a page save one file without asking.
        if ((await TickedAsync(page)).Length == 0) await page.AskAsync<bool>("document.querySelector('.tick').click(), true");
        var ticked = await TickedAsync(page);
        var (_, text) = await chromium.DownloadAsync(() => PageApproval.PressAsync(page.Page, "#save"));
        Assert.Equal(ticked, IdsOf(text).Order(StringComparer.Ordinal));
        Assert.Empty(page.Complaints);
    }

    private static Task PressSomethingAsync(OpenPage page, Random random) => random.Next(4) switch
    {
        0 => page.SearchAsync(random.Next(3) == 0 ? "" : $"snap-{random.Next(3)}"),
        1 => page.AskAsync<bool>($"""
            (list => (list.selectedIndex = {random.Next(100)} % list.length, list.dispatchEvent(new Event('change'))))(
              document.getElementById('group'))
            """),
        _ => page.AskAsync<bool>($$"""
            (boxes => (boxes[{{random.Next(10_000)}} % boxes.length].click(), true))(document.querySelectorAll('input[type=checkbox]'))
            """),
    };

    private static PlannedSnapshot Going(string id, int days, string owner, string volume) =>
        PlanText.Going(id, days) with { Tags = [new Tag("Owner", owner)], VolumeId = volume };

    private static IEnumerable<string> IdsOf(string approval) =>
        JsonSerializer.Deserialize<JsonElement>(approval).GetProperty("approvedSnapshotIds").EnumerateArray().Select(id => id.GetString()!);

    private static async Task<string[]> TickedAsync(OpenPage page) =>
    [
        .. (await page.AskAsync<string[]>(
            "Array.from(document.querySelectorAll('.tick:checked'), box => box.closest('tr').querySelector('th .mono').textContent)"))
            .Order(StringComparer.Ordinal),
    ];

    private static Task<string> TextAsync(OpenPage page, string selector) =>
        page.AskAsync<string>($"document.querySelector(\"{selector}\").textContent");

    private Task<OpenPage> OpenAsync() => chromium.OpenAsync(Pages.Text(Report));
}
