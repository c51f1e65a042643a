using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Tests.Results;

namespace SnapshotLambda.Report.Tests.Html;

/// <summary>Whatever others write in tags, descriptions and error messages stays text, and the page asks nothing of anybody.</summary>
public sealed class HostileTextTests
{
    private const string Attack = "\"'></b></title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>&amp;";

    private static readonly HashSet<string> Elements =
    [
        "html", "head", "meta", "title", "style", "body", "script", "header", "main", "footer", "section", "h1", "h2", "h3", "p", "b",
        "strong", "span", "bdi", "time", "ul", "li", "div", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "figure",
        "figcaption", "form", "label", "input", "select", "option", "button", "br", "svg", "defs", "pattern", "g", "path", "circle", "rect",
        "line", "use", "text", "desc",
    ];

    [Fact]
    public void A_hostile_text_is_shown_as_it_is_wherever_others_can_write()
    {
        var snapshot = PlanText.Kept("snap-1", Attack) with
        {
            Description = Attack,
            Tags = [new("Name", Attack), new("Owner", Attack), new(Attack, Attack)],
            Policy = Attack,
        };
        var result = ExampleResults.Failing(Attack) with { Message = Attack, NextStep = Attack, Notes = [new Note(Attack, 1, Attack)] };
        var page = Pages.Of(result, PlanText.Of(snapshot, PlanText.Going("snap-2") with { Tags = [new("Owner", Attack)] }));

        Harmless(page);
        foreach (var place in new[] { "h1", ".nm", ".ds", ".t bdi", ".c-p:not(th)", "figure text.name" })
            Assert.Contains(
                page.QuerySelectorAll(place),
                element => element.TextContent.Length > 10 && Attack.StartsWith(element.TextContent.TrimEnd('…'), StringComparison.Ordinal));
        Assert.Contains(page.QuerySelectorAll("option"), option => option.GetAttribute("value") == $"tag:{Attack}");
    }

    [Fact]
    public void Whatever_a_plan_says_the_page_has_its_own_elements_alone() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            Harmless(Pages.Of(RunReport.Open(new RandomPlans(seed).Plans, null)));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static void Harmless(IDocument page)
    {
        Assert.Empty(page.All.Select(element => element.LocalName).Except(Elements));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute =>
            attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            || attribute.Name is "style" or "src" or "action" or "formaction" or "srcdoc"
            || (attribute.LocalName is "href" && !attribute.Value.StartsWith('#')));
        var style = Assert.Single(page.QuerySelectorAll("style")).TextContent;
        var script = Assert.Single(page.QuerySelectorAll("script")).TextContent;
        Assert.Equal(
            $"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'; base-uri 'none'; form-action 'none'",
            page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"));
        Assert.DoesNotContain("alert", script, StringComparison.Ordinal);
        Assert.DoesNotContain("http", script + style, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
    }

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
