using System.Collections.Immutable;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>
/// Reads the JSON of a policy, and refuses everything that the sandbox cannot evaluate. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
/// </summary>
internal static class PolicyReader
{
    private static readonly JsonDocumentOptions EachFieldOnce = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">The policy cannot be evaluated.</exception>
    public static IamPolicy Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, EachFieldOnce);
            return new() { Text = text, Statements = ReadPolicy(document.RootElement) };
        }
        catch (JsonException e)
        {
            throw new FormatException("The policy is not JSON with each field once.", e);
        }
    }

    private static ImmutableArray<Statement> ReadPolicy(JsonElement policy)
    {
        OnlyFields(policy, "The policy", "Version", "Id", "Statement");
        if (policy.TryGetProperty("Version", out var version)
            && !(version.ValueKind == JsonValueKind.String && version.GetString() is "2012-10-17" or "2008-10-17"))
            throw new FormatException($"Version {version.GetRawText()} is none of 2012-10-17, 2008-10-17.");
        if (!policy.TryGetProperty("Statement", out var statements))
            throw new FormatException("The policy has no Statement.");
        return statements.ValueKind == JsonValueKind.Array
            ? [.. statements.EnumerateArray().Select(ReadStatement)]
            : [ReadStatement(statements)];
    }

    private static Statement ReadStatement(JsonElement statement)
    {
        OnlyFields(statement, "A statement", "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
        var (actions, allActionsBut) = OneOf(statement, "Action", "NotAction");
        var (resources, allResourcesBut) = OneOf(statement, "Resource", "NotResource");
        if (actions.FirstOrDefault(action => action != "*" && !action.Contains(':', StringComparison.Ordinal)) is { } bare)
            throw new FormatException($"The action \"{bare}\" has no service and is not *.");
        if (resources.FirstOrDefault(resource => resource != "*" && !resource.StartsWith("arn:", StringComparison.Ordinal)) is { } odd)
            throw new FormatException($"The resource \"{odd}\" is neither an ARN nor *.");
        return new()
        {
            Denies = ReadEffect(statement),
            Actions = actions,
            AllActionsBut = allActionsBut,
            Resources = resources,
            AllResourcesBut = allResourcesBut,
            Conditions = statement.TryGetProperty("Condition", out var condition) ? ConditionReader.Read(condition) : [],
        };
    }

    private static bool ReadEffect(JsonElement statement) =>
        (statement.TryGetProperty("Effect", out var effect) && effect.ValueKind == JsonValueKind.String ? effect.GetString() : null) switch
        {
            "Allow" => false,
            "Deny" => true,
            var other => throw new FormatException($"A statement's Effect is {other ?? "missing"}, not Allow or Deny."),
        };

    private static (ImmutableArray<string> Patterns, bool AllBut) OneOf(JsonElement statement, string name, string notName)
    {
        bool has = statement.TryGetProperty(name, out var these), hasNot = statement.TryGetProperty(notName, out var allBut);
        if (has == hasNot)
            throw new FormatException($"A statement needs one of {name} and {notName}.");
        return (Texts(has ? these : allBut, has ? name : notName), hasNot);
    }

    /// <summary>A string, or an array of at least one. Like IAM, this takes truth values and numbers as strings.</summary>
    internal static ImmutableArray<string> Texts(JsonElement element, string name)
    {
        ImmutableArray<string> texts = element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(item => Text(item, name))]
            : [Text(element, name)];
        return texts.IsEmpty ? throw new FormatException($"{name} is empty.") : texts;
    }

    /// <summary>Refuses anything but an object with these fields.</summary>
    internal static void OnlyFields(JsonElement element, string what, params string[] names)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{what} is no object.");
        foreach (var field in element.EnumerateObject())
            if (!names.Contains(field.Name))
                throw new FormatException($"{what} has the field {field.Name}; the sandbox knows {string.Join(", ", names)}.");
    }

    private static string Text(JsonElement element, string name)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null =>
                throw new FormatException($"{name} is no string: {element.GetRawText()}"),
        };
        return text.Contains("${", StringComparison.Ordinal)
            ? throw new FormatException($"{name} has a policy variable, which the sandbox cannot evaluate: {text}")
            : text;
    }
}
