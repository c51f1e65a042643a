using System.Text;
using SnapshotLambda.Report.Model;

namespace SnapshotLambda.Report.Html;

/// <summary>
/// A run as a page for people: one file that asks nothing of anybody. Its script filters, sorts, groups and searches what is there
/// anyway.
/// </summary>
internal static class ReportPage
{
    /// <summary>Writes the page as UTF-8.</summary>
    /// <param name="report">The run.</param>
    /// <param name="stream">The file. It is left open.</param>
    public static void Write(RunReport report, Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        var html = new HtmlText(writer);
        Head(html, report);
        Opening.Write(html, report);
        if (report.Plans.Count > 0)
        {
            Tiles.Write(html, report);
            Pictures.Write(html, report);
            Listing.Write(html, report);
        }

        Closing.Write(html, report);
        html.Write($"<script>");
        html.Write(ScriptOf(report));
        html.Write($"</script></body></html>\n");
    }

    private static PageAsset ScriptOf(RunReport report) =>
        Approving.IsPossible(report) ? PageAsset.ScriptThatApproves : PageAsset.Script;

    private static string SecurityPolicy(RunReport report) =>
        $"default-src 'none'; style-src '{PageAsset.Style.Hash}'; script-src '{ScriptOf(report).Hash}'; "
        + "base-uri 'none'; form-action 'none'";

    private static void Head(HtmlText html, RunReport report)
    {
        html.Write($"""
            <!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{SecurityPolicy(report)}">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
            <title>{Title(report)}</title>
            <style>
            """);
        html.Write(PageAsset.Style);
        html.Write($"</style></head>\n<body>\n");
    }

    private static string Title(RunReport report) =>
        report.At is { } at ? $"Snapshots on {Words.Day(at)}: {(report.DryRun ? "dry run" : "run")} {report.RunId}" : "Snapshots: no run";
}
