using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>A CloudFormation template, with CloudFormation's own tags, and as CloudFormation would fill it in.</summary>
internal sealed partial class StackTemplate
{
    private const string Account = "111122223333";

    private static readonly Dictionary<string, string> PseudoParameters = new(StringComparer.Ordinal)
    {
        ["AWS::AccountId"] = Account,
        ["AWS::Partition"] = "aws",
        ["AWS::Region"] = "us-east-1",
        ["AWS::StackName"] = "snapshot-lambda",
    };

    private readonly YamlMappingNode root;
    private readonly Dictionary<string, string> values;

    private StackTemplate(YamlMappingNode root, Dictionary<string, string> values) => (this.root, this.values) = (root, values);

    /// <summary>The one in the repository, each parameter at its default.</summary>
    public static StackTemplate Deployed { get; } = Parse(Repository.Read("template.yaml"));

    /// <summary>The names of the parameters.</summary>
    public IEnumerable<string> Parameters => Names("Parameters");

    /// <summary>The names of the resources.</summary>
    public IEnumerable<string> Resources => Names("Resources");

    /// <summary>Reads a template. A key that is there twice is an error.</summary>
    public static StackTemplate Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var root = (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
        var parameters = (YamlMappingNode)root["Parameters"];
        return new(root, parameters.ToDictionary(one => Text(one.Key), one => Text(one.Value["Default"]), StringComparer.Ordinal));
    }

    /// <summary>The same template with another value of a parameter.</summary>
    public StackTemplate With(string parameter, string value)
    {
        Assert.Contains(parameter, Parameters);
        return new(root, new(values, StringComparer.Ordinal) { [parameter] = value });
    }

    /// <summary>What stands there, filled in. Every scalar is a string, as CloudFormation passes them on.</summary>
    public JsonNode At(params string[] path) => Filled(path.Aggregate((YamlNode)root, (node, key) => node[key]))!;

    /// <summary>The text that stands there, filled in.</summary>
    public string TextAt(params string[] path) => At(path).GetValue<string>();

    /// <summary>Whatever the template refers to, as written: a name, or a name and an attribute.</summary>
    public IEnumerable<string> References() => root.AllNodes.SelectMany(References);

    private static IEnumerable<string> References(YamlNode node) => Tag(node) switch
    {
        "" or "!Not" or "!Equals" => [],
        "!Ref" or "!GetAtt" => [Text(node)],
        "!Sub" => Placeholders().Matches(Text(node)).Select(placeholder => placeholder.Groups[1].Value),
        var other => throw new NotSupportedException($"The template uses {other} at line {node.Start.Line}, which this test does not know."),
    };

    private JsonNode? Filled(YamlNode node) => (Tag(node), node) switch
    {
        ("!Ref", _) => JsonValue.Create(ValueOf(Text(node))),
        ("!GetAtt", _) => JsonValue.Create(AttributeOf(Text(node))),
        ("!Sub", _) => JsonValue.Create(Placeholders().Replace(Text(node), placeholder => ValueOf(placeholder.Groups[1].Value))),
        (_, YamlMappingNode mapping) => new JsonObject(mapping.Select(one => KeyValuePair.Create(Text(one.Key), Filled(one.Value)))),
        (_, YamlSequenceNode sequence) => new JsonArray([.. sequence.Select(Filled)]),
        _ => JsonValue.Create(Text(node)),
    };

    private string ValueOf(string name) =>
        values.GetValueOrDefault(name) ?? PseudoParameters.GetValueOrDefault(name) ?? (Resources.Contains(name) ? name : AttributeOf(name));

    private string AttributeOf(string reference) => reference.Split('.') is not [var name, "Arn"] ? throw new KeyNotFoundException(reference)
        : TextAt("Resources", name, "Type") == "AWS::IAM::Role" ? $"arn:aws:iam::{Account}:role/{name}"
        : $"arn:aws:test:us-east-1:{Account}:{name}";

    private IEnumerable<string> Names(string section) => ((YamlMappingNode)root[section]).Children.Keys.Select(Text);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Tag(YamlNode node) => node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.Value == "!" ? "" : node.Tag.Value;

    [GeneratedRegex("""\$\{([^!}][^}]*)\}""")]
    private static partial Regex Placeholders();
}
