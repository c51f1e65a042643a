using PuppeteerSharp;
using SnapshotLambda.Report.Tests.Html;

namespace SnapshotLambda.Report.Tests.Browser;

/// <summary>The pictures of docs/report.md. With WRITE_README set they are taken anew.</summary>
public sealed class DocsPictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int MostBytes = 300_000;

    [TheoryWithChromium]
    [InlineData("report-light", 1280, 2000, false, "header")]
    [InlineData("report-dark", 1280, 1450, true, "figure:last-child")]
    [InlineData("report-narrow", 400, 2600, false, "header")]
    public async Task A_picture_shows_the_page(string name, int width, int height, bool isDark, string from)
    {
        var file = Repository.PathOf($"docs/{name}.png");
        if (Environment.GetEnvironmentVariable("WRITE_README") is { Length: > 0 })
        {
            await using var page = await chromium.OpenAsync(Pages.Text(ExamplePlan.Report()), width, isDark);
            await page.AskAsync<bool>("document.querySelector('#groups > details:has(.tick)').open = true");

            // What is ticked stands at the bottom of the viewport, which ends where the picture does. What is far below it is not painted.
            await PageApproval.PressAsync(page.Page, ".pick input");
            await PageApproval.PressAsync(page.Page, "#groups > details[open] .tick");
            var top = await page.AskAsync<double>($"document.querySelector('{from}').getBoundingClientRect().top + scrollY - 24");
            await page.Page.SetViewportAsync(new ViewPortOptions { Width = width, Height = (int)Math.Max(0, top) + height });
            await page.AskAsync<bool>("scrollTo(0, 0), true");
            await page.Page.ScreenshotAsync(file, new ScreenshotOptions
            {
                Clip = new PuppeteerSharp.Media.Clip { X = 0, Y = Math.Max(0, (decimal)top), Width = width, Height = height },
            });
        }

        Assert.True(File.Exists(file), $"docs/{name}.png is missing: take it with WRITE_README=1.");
        Assert.InRange(new FileInfo(file).Length, 10_000, MostBytes);
    }
}
