using PuppeteerSharp;

namespace SnapshotLambda.Tests;

/// <summary>The files that a browser saves, in a folder of their own.</summary>
internal sealed class Download : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("snapshot-lambda-download-");
    private readonly ICDPSession _session;

    private Download(ICDPSession session) => _session = session;

    /// <summary>Has a browser save its files.</summary>
    public static async Task<Download> OfAsync(IBrowser browser)
    {
        var download = new Download(await browser.CreateCDPSessionAsync());
        await download._session.SendAsync(
            "Browser.setDownloadBehavior", new { behavior = "allow", downloadPath = download._folder.FullName });
        return download;
    }

    /// <summary>Does what begins a download, and waits for the file.</summary>
    /// <returns>Its name and its text.</returns>
    public async Task<(string Name, string Text)> OfAsync(Func<Task> begin)
    {
        await begin();
        await HangGuard.UntilAsync(() => Saved() is not null);
        var file = Saved()!;
        var text = await File.ReadAllTextAsync(file.FullName);
        file.Delete();
        return (file.Name, text);
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DetachAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The file, once it is whole: until then it has another name.</summary>
    private FileInfo? Saved() => _folder.EnumerateFiles().SingleOrDefault(file => file.Extension != ".crdownload" && file.Name[0] != '.');
}
