using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>A CloudFormation template, with CloudFormation's own tags, and as CloudFormation would fill it in.</summary>
internal sealed partial class StackTemplate
{
    private const string Account = "111122223333";
    private const string NoValue = "AWS::NoValue";

    private static readonly Dictionary<string, string> PseudoParameters = new(StringComparer.Ordinal)
    {
        ["AWS::AccountId"] = Account,
        ["AWS::Partition"] = "aws",
        ["AWS::Region"] = "us-east-1",
        ["AWS::StackName"] = "snapshot-lambda",
    };

    /// <summary>
    /// What <c>!GetAtt</c> finds in the types that are used:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
    /// </summary>
    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.Ordinal)
    {
        ["AWS::CloudWatch::Alarm"] = ["Arn"],
        ["AWS::DynamoDB::Table"] = ["Arn"],
        ["AWS::Events::Rule"] = ["Arn"],
        ["AWS::IAM::Role"] = ["Arn"],
        ["AWS::Logs::LogGroup"] = ["Arn"],
        ["AWS::S3::Bucket"] = ["Arn"],
        ["AWS::SQS::Queue"] = ["Arn", "QueueName"],
        ["AWS::Serverless::Function"] = ["Arn"],
    };

    private readonly YamlMappingNode _root;
    private readonly Dictionary<string, string> _values;

    private StackTemplate(YamlMappingNode root, Dictionary<string, string> values) => (_root, _values) = (root, values);

    /// <summary>The one in the repository, each parameter at its default.</summary>
    public static StackTemplate Deployed { get; } = Parse(Repository.Read("template.yaml"));

    /// <summary>The one for the other accounts, each parameter at its default.</summary>
    public static StackTemplate MemberRole { get; } = Parse(Repository.Read("member-role.yaml"))
        .With("FunctionRoleArn", $"arn:aws:iam::{Account}:role/CleanUpRole");

    /// <summary>The names of the parameters.</summary>
    public IEnumerable<string> Parameters => Members(_root, "Parameters").Keys;

    /// <summary>The names of the resources, those too whose condition does not hold.</summary>
    public IEnumerable<string> Resources => Members(_root, "Resources").Keys;

    /// <summary>The names of the outputs.</summary>
    public IEnumerable<string> Outputs => Members(_root, "Outputs").Keys;

    /// <summary>The names of the conditions.</summary>
    public IEnumerable<string> Conditions => Members(_root, "Conditions").Keys;

    /// <summary>Reads a template. A key that is there twice is an error.</summary>
    public static StackTemplate Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var root = (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
        return new(root, Members(root, "Parameters").Where(one => Members(one.Value).ContainsKey("Default"))
            .ToDictionary(one => one.Key, one => Text(one.Value["Default"]), StringComparer.Ordinal));
    }

    /// <summary>The same template with another value of a parameter.</summary>
    public StackTemplate With(string parameter, string value)
    {
        Assert.Contains(parameter, Parameters);
        return new(_root, new(_values, StringComparer.Ordinal) { [parameter] = value });
    }

    /// <summary>The names of those parameters that are empty unless somebody fills them in.</summary>
    public IEnumerable<string> EmptyParameters => _values.Where(one => one.Value.Length == 0).Select(one => one.Key);

    /// <summary>Whether CloudFormation takes a value for a parameter. A pattern has to match the whole of it.</summary>
    public bool Takes(string parameter, string value)
    {
        var terms = At("Parameters", parameter).AsObject();
        if (terms["AllowedValues"] is JsonArray allowed && !allowed.Any(one => one!.GetValue<string>() == value)) return false;
        if (terms["AllowedPattern"] is { } pattern
            && !Regex.IsMatch(value, $@"\A(?:{pattern.GetValue<string>()})\z", RegexOptions.ECMAScript))
            return false;
        return terms["Type"]!.GetValue<string>() != "Number"
            || (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && IsWithin(terms, number));
    }

    /// <summary>
    /// Every place where there is a key or a value of nothing, as a comma or a colon in a plain text makes one. See
    /// https://yaml.org/spec/1.2.2/#1032-tag-resolution
    /// </summary>
    public IEnumerable<string> Nothings() => Nodes(_root).OfType<YamlScalarNode>()
        .Where(node => node.Style == YamlDotNet.Core.ScalarStyle.Plain
            && Tag(node).Length == 0
            && node.Value is ("" or "~" or "null" or "Null" or "NULL"))
        .Select(node => $"line {node.Start.Line}");

    /// <summary>What stands there, filled in. Every scalar is a string, as CloudFormation passes them on.</summary>
    public JsonNode At(params string[] path) => Filled(path.Aggregate((YamlNode)_root, (node, key) => node[key]))!;

    /// <summary>The text that stands there, filled in.</summary>
    public string TextAt(params string[] path) => At(path).GetValue<string>();

    /// <summary>The resources whose condition holds, filled in.</summary>
    public Dictionary<string, JsonNode> Made() =>
        Resources.Where(IsMade).ToDictionary(name => name, name => At("Resources", name), StringComparer.Ordinal);

    /// <summary>Those of one type.</summary>
    public Dictionary<string, JsonNode> Made(string type) =>
        Made()
            .Where(one => one.Value["Type"]!.GetValue<string>() == type)
            .ToDictionary(one => one.Key, one => one.Value["Properties"]!, StringComparer.Ordinal);

    /// <summary>What the rules say against the parameters; empty if nothing.</summary>
    public IEnumerable<string> Refusals() =>
        from rule in Members(_root, "Rules")
        where Holds(rule.Value["RuleCondition"])
        from assertion in (YamlSequenceNode)rule.Value["Assertions"]
        where !Holds(assertion["Assert"])
        select Text(assertion["AssertDescription"]);

    /// <summary>Whatever the template refers to, as written: a name, a name and an attribute, or a condition.</summary>
    public IEnumerable<string> References() => References(_root);

    /// <summary>The same of what stands at one place.</summary>
    public IEnumerable<string> ReferencesAt(params string[] path) => References(path.Aggregate((YamlNode)_root, (node, key) => node[key]));

    /// <summary>Whether a reference leads somewhere.</summary>
    public bool Resolves(string reference) =>
        reference.Split('.', 2) is [var resource, var attribute]
            ? Resources.Contains(resource) && Attributes.TryGetValue(TypeOf(resource), out var known) && known.Contains(attribute)
            : Parameters.Contains(reference)
                || Resources.Contains(reference)
                || Conditions.Contains(reference)
                || PseudoParameters.ContainsKey(reference)
                || reference == NoValue;

    private static IEnumerable<string> References(YamlNode node)
    {
        var own = Tag(node) switch
        {
            "" or "!Not" or "!Equals" or "!And" or "!Split" => [],
            "!Ref" or "!GetAtt" or "!Condition" => [Text(node)],
            "!If" => [Text(node[0])],
            "!Sub" => SubOf(node) is var (text, variables) ? Placeholders()
                .Matches(text)
                .Select(placeholder => placeholder.Groups[1].Value)
                .Where(name => !variables.ContainsKey(name)) : [],
            var other =>
                throw new NotSupportedException($"The template uses {other} at line {node.Start.Line}, which this test does not know."),
        };
        var conditions = node is YamlMappingNode mapping
            && mapping.Children.TryGetValue("Condition", out var condition)
            && condition is YamlScalarNode ? [Text(condition)] : Array.Empty<string>();
        IEnumerable<YamlNode> below = node switch
        {
            YamlMappingNode map => map.Children.Values,
            YamlSequenceNode list => list.Children,
            _ => [],
        };
        return own.Concat(conditions).Concat(below.SelectMany(References));
    }

    private static bool IsWithin(JsonObject terms, decimal number) =>
        !(terms["MinValue"] is { } least && number < Number(least)) && !(terms["MaxValue"] is { } most && number > Number(most));

    private static decimal Number(JsonNode node) => decimal.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture);

    private static IEnumerable<YamlNode> Nodes(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(one => Nodes(one.Key).Concat(Nodes(one.Value))),
        YamlSequenceNode list => list.Children.SelectMany(Nodes),
        _ => [node],
    };

    private JsonNode? Filled(YamlNode node) => (Tag(node), node) switch
    {
        ("!Ref", _) => Text(node) == NoValue ? null : JsonValue.Create(ValueOf(Text(node))),
        ("!GetAtt", _) => JsonValue.Create(AttributeOf(Text(node))),
        ("!Sub", _) => JsonValue.Create(Substituted(node)),
        ("!If", _) => Filled(node[Holds(Text(node[0])) ? 1 : 2]),
        ("!Split", _) =>
            new JsonArray([.. Filled(node[1])!.GetValue<string>().Split(Text(node[0])).Select(part => JsonValue.Create(part))]),
        ("!Not" or "!Equals" or "!And" or "!Condition", _) => JsonValue.Create(Holds(node)),
        (_, YamlMappingNode mapping) => new JsonObject(
            Members(mapping).Select(one => KeyValuePair.Create(one.Key, Filled(one.Value))).Where(one => one.Value is not null)),
        (_, YamlSequenceNode sequence) => new JsonArray([.. sequence.Select(Filled).Where(item => item is not null)]),
        _ => JsonValue.Create(Text(node)),
    };

    private string Substituted(YamlNode node)
    {
        var (text, variables) = SubOf(node);
        return Placeholders().Replace(text, placeholder => variables.TryGetValue(placeholder.Groups[1].Value, out var variable)
            ? Filled(variable)!.GetValue<string>()
            : ValueOf(placeholder.Groups[1].Value));
    }

    private bool Holds(string condition) => Holds(_root["Conditions"][condition]);

    private bool Holds(YamlNode node) => Tag(node) switch
    {
        "!Condition" => Holds(Text(node)),
        "!Not" => !Holds(node[0]),
        "!And" => ((YamlSequenceNode)node).All(Holds),
        "!Equals" => Filled(node[0])!.GetValue<string>() == Filled(node[1])!.GetValue<string>(),
        var other => throw new NotSupportedException($"{other} at line {node.Start.Line} is no condition that this test knows."),
    };

    private string ValueOf(string name) =>
        _values.GetValueOrDefault(name) ?? PseudoParameters.GetValueOrDefault(name)
        ?? (name.Contains('.', StringComparison.Ordinal)
            ? AttributeOf(name)
            : IsMade(name) ? NameOf(name) : throw new KeyNotFoundException($"{name} is not made with these parameters."));

    private string AttributeOf(string reference)
    {
        var name = reference.Split('.')[0];
        if (!Resolves(reference) || !IsMade(name)) throw new KeyNotFoundException(reference);
        return !reference.EndsWith(".Arn", StringComparison.Ordinal) ? name
            : TypeOf(name) switch
            {
                "AWS::IAM::Role" => $"arn:aws:iam::{Account}:role/{name}",
                "AWS::S3::Bucket" => $"arn:aws:s3:::{NameOf(name)}",
                _ => $"arn:aws:test:us-east-1:{Account}:{name}",
            };
    }

    /// <summary>The name that CloudFormation gives, much shortened. A bucket's has no capitals.</summary>
    private string NameOf(string resource) =>
        Resources.Contains(resource) && TypeOf(resource) == "AWS::S3::Bucket" ? resource.ToLowerInvariant() : resource;

    private bool IsMade(string resource) =>
        !Members((YamlMappingNode)_root["Resources"][resource]).TryGetValue("Condition", out var condition) || Holds(Text(condition));

    private string TypeOf(string resource) => Text(_root["Resources"][resource]["Type"]);

    private static Dictionary<string, YamlNode> Members(YamlMappingNode root, string section) =>
        root.Children.TryGetValue(section, out var node) ? Members(node) : [];

    private static Dictionary<string, YamlNode> Members(YamlNode node) =>
        ((YamlMappingNode)node).Children.ToDictionary(one => Text(one.Key), one => one.Value, StringComparer.Ordinal);

    private static (string Text, Dictionary<string, YamlNode> Variables) SubOf(YamlNode node) =>
        node is YamlSequenceNode list ? (Text(list[0]), Members(list[1])) : (Text(node), []);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Tag(YamlNode node) =>
        node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.Value == "!" ? "" : node.Tag.Value;

    [GeneratedRegex("""\$\{([^!}][^}]*)\}""")]
    private static partial Regex Placeholders();
}
