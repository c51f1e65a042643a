using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Html;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests.Html;

/// <summary>Pages as a browser without script reads them.</summary>
internal static class Pages
{
    public static string Text(RunReport report)
    {
        using var stream = new MemoryStream();
        ReportPage.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static IHtmlDocument Of(RunReport report) => new HtmlParser().ParseDocument(Text(report));

    public static IHtmlDocument Of(RunResult? result, params PlanFile[] plans) => Of(RunReport.Open(plans, result));

    /// <summary>All that a person reads on the page.</summary>
    public static string VisibleText(this IHtmlDocument page) =>
        string.Join(' ', page.Body!.Children.Where(part => part.LocalName != "script").Select(Read));

    /// <summary>The text as a person reads it: spaces and line ends are one space.</summary>
    public static string Read(this AngleSharp.Dom.INode node) => string.Join(
        ' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
