using PuppeteerSharp;

namespace SnapshotLambda.Report.Tests.Browser;

/// <summary>The system's Chromium, started once for all tests; nothing at all where it, or axe-core, is absent.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot-lambda-page-").FullName;
    private IBrowser? _browser;
    private Download? _download;

    /// <summary>What is missing and how to install it; null where nothing is.</summary>
    internal static string? Missing { get; } =
        ChromiumProgram.File is null ? ChromiumProgram.Needed
        : AxeFile is null ? "Needs axe-core: npm install --no-save axe-core, at the root of the repository."
        : null;

    /// <summary>The source of axe-core.</summary>
    internal static string Axe => File.ReadAllText(AxeFile!);

    private static string? AxeFile =>
        Repository.PathOf("node_modules/axe-core/axe.min.js") is var file && File.Exists(file) ? file : null;

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        _browser = await ChromiumProgram.StartAsync();
        _download = await Download.OfAsync(_browser);
    }

    public async Task DisposeAsync()
    {
        if (_download is not null) await _download.DisposeAsync();
        if (_browser is not null) await _browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Does what begins a download, and waits for the file.</summary>
    internal Task<(string Name, string Text)> DownloadAsync(Func<Task> begin) => _download!.OfAsync(begin);

    /// <summary>Opens a page that is written to a file.</summary>
    internal async Task<OpenPage> OpenAsync(string html, int width = 1280, bool isDark = false)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var page = await _browser!.NewPageAsync();
        page.DefaultTimeout = page.DefaultNavigationTimeout = (int)TimeSpan.FromMinutes(5).TotalMilliseconds;
        var open = new OpenPage(page, new Uri(file));
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        await page.GoToAsync(open.Address.ToString());
        return open;
    }
}
