using PuppeteerSharp;

namespace SnapshotLambda.Tests;

/// <summary>The system's Chromium.</summary>
internal static class ChromiumProgram
{
    /// <summary>How to get it where it is missing.</summary>
    public const string Needed = "Needs Chromium: apt-get install chromium.";

    /// <summary>The program; null where it is missing.</summary>
    public static string? File { get; } = new[] { "chromium", "chromium-browser", "google-chrome" }
        .SelectMany(name => Folders.Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(System.IO.File.Exists);

    private static string[] Folders => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    /// <summary>Starts it.</summary>
    public static Task<IBrowser> StartAsync() => Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = File ?? throw new InvalidOperationException(Needed),
        Headless = true,

        // Chromium's own sandbox takes privileges that a container seldom has. It opens nothing here but pages of this project.
        Args = ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars"],
    });
}
