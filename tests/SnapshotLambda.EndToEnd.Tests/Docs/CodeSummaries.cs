using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The summaries in an assembly's documentation file, as Markdown.</summary>
internal sealed partial class CodeSummaries(string assembly)
{
    private readonly XElement _members = XDocument.Load(
        Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Root!.Element("members")!;

    /// <summary>The summary of the one member whose id is this, or begins so and goes on with its parameters.</summary>
    public string Of(string id)
    {
        var member = _members.Elements().Single(
            one => (string?)one.Attribute("name") is { } name && (name == id || name.StartsWith($"{id}(", StringComparison.Ordinal)));
        return Blanks().Replace(string.Concat(member.Element("summary")!.Nodes().Select(Text)), " ").Trim();
    }

    private static string Text(XNode node) => node is XElement element ? $"`{element.Value}`" : ((XText)node).Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
