using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>
/// What EventBridge makes of an event for a target, as far as the template uses it, and stricter than its documents: whatever they leave
/// open is an error. See https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
/// </summary>
internal sealed partial class InputTransformer(JsonNode properties)
{
    private const int LongestTemplate = 8192;

    private readonly string _template = properties["InputTemplate"]!.GetValue<string>();

    private readonly Dictionary<string, string> _paths = properties["InputPathsMap"]!.AsObject()
        .ToDictionary(path => path.Key, path => path.Value!.GetValue<string>(), StringComparer.Ordinal);

    /// <summary>The lines of the text. Each comes in the quotes that it has in the template.</summary>
    /// <exception cref="FormatException">EventBridge would refuse the template, or it is not known what it would send.</exception>
    public IReadOnlyList<string> Lines(string json)
    {
        if (_template.Length > LongestTemplate || _paths.Count > 100)
            throw new FormatException("It is too long.");
        if (_paths.Keys.Except(Variables().Matches(_template).Select(match => match.Groups[1].Value)).Any())
            throw new FormatException("A path is used nowhere.");
        var values = _paths.ToDictionary(path => path.Key, path => Value(path.Key, path.Value, JsonElement.Parse(json)));
        return [.. _template.Split('\n').Select(line => Line(Variables().Replace(line, match => values[match.Groups[1].Value])))];
    }

    private static string Line(string line)
    {
        if (line.Contains('<', StringComparison.Ordinal) || line.Contains('>', StringComparison.Ordinal))
            throw new FormatException($"{line} has a bracket, which cannot be escaped.");
        try
        {
            return JsonSerializer.Deserialize<string>(line) ?? throw new FormatException("null is no text.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{line} is no JSON string.", e);
        }
    }

    private static string Value(string name, string path, JsonElement value)
    {
        if (!Names().IsMatch(name) || !Paths().IsMatch(path))
            throw new FormatException($"{name} or {path} is not in the form that EventBridge takes.");
        foreach (var field in path.Split('.').Skip(1))
            if (!value.TryGetProperty(field, out value)) return "";
        // As it is: nothing is escaped. What is not there is left out; what becomes of null is not documented.
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new FormatException($"{path} is a {value.ValueKind}."),
        };
    }

    [GeneratedRegex("<([^<>]*)>")]
    private static partial Regex Variables();

    [GeneratedRegex(@"^(?!aws\.)[A-Za-z0-9_-]{1,256}\z", RegexOptions.IgnoreCase)]
    private static partial Regex Names();

    [GeneratedRegex(@"^\$(\.\w+)+\z")]
    private static partial Regex Paths();
}
