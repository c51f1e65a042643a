using PuppeteerSharp;

namespace SnapshotLambda.Tests;

/// <summary>
/// A person at the page of a dry run, with a keyboard: ticks everything that would be deleted, unticks some, and saves the approval.
/// </summary>
internal static class PageApproval
{
    /// <summary>The text of the saved <c>approval.json</c>.</summary>
    /// <param name="page">The file of the page.</param>
    /// <param name="unticked">The ids of the snapshots that are to stay.</param>
    public static async Task<string> SaveAsync(string page, params IEnumerable<string> unticked)
    {
        await using var browser = await ChromiumProgram.StartAsync();
        await using var download = await Download.OfAsync(browser);
        await using var open = await browser.NewPageAsync();
        open.DefaultTimeout = open.DefaultNavigationTimeout = (int)HangGuard.Limit.TotalMilliseconds;
        await open.GoToAsync(new Uri(Path.GetFullPath(page)).ToString());
        await PressAsync(open, "#all");
        await PressAsync(open, "#unfold");
        foreach (var id in unticked) await PressAsync(open, BoxOf(id));
        return (await download.OfAsync(() => PressAsync(open, "#save"))).Text;
    }

    /// <summary>The box of a snapshot.</summary>
    public static string BoxOf(string id) => $"[aria-label='Approve the deletion of {id}']";

    /// <summary>Ticks, unticks or presses what a selector names.</summary>
    public static async Task PressAsync(IPage page, string selector)
    {
        await page.FocusAsync(selector);
        await page.Keyboard.PressAsync("Space");
    }
}
