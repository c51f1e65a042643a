using System.Text.Json;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>
/// An event pattern of EventBridge, as far as the template uses them; what this does not know is an error. See
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
/// </summary>
internal sealed class EventPattern
{
    private readonly JsonElement _pattern;

    private EventPattern(JsonElement pattern) => _pattern = pattern;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It has something that this does not know.</exception>
    public static EventPattern Parse(string text)
    {
        var pattern = JsonElement.Parse(text);
        // Everything in it is looked at once, whatever the event.
        Matches(pattern, default);
        return new(pattern);
    }

    /// <summary>Whether EventBridge takes the event.</summary>
    public bool Matches(string json) => Matches(_pattern, JsonElement.Parse(json));

    private static bool Matches(JsonElement pattern, JsonElement? value)
    {
        if (pattern.ValueKind is not JsonValueKind.Object || !pattern.EnumerateObject().Any())
            throw new FormatException($"{pattern} is no pattern: fields are expected.");
        return All(pattern.EnumerateObject(), field => field.Name switch
        {
            "$or" when field.Value.GetArrayLength() > 1 => Any(field.Value.EnumerateArray(), one => Matches(one, value)),
            var name when name.StartsWith('$') => throw new FormatException($"{name} is not known."),
            var name => MatchesField(field.Value, Field(value, name)),
        });
    }

    private static bool MatchesField(JsonElement pattern, JsonElement? value) => pattern.ValueKind is JsonValueKind.Array
        ? pattern.GetArrayLength() > 0
            ? Any(pattern.EnumerateArray(), one => MatchesValue(one, value))
            : throw new FormatException("An empty list matches nothing.")
        : Matches(pattern, value);

    private static bool MatchesValue(JsonElement pattern, JsonElement? value) => pattern.ValueKind switch
    {
        JsonValueKind.String => value is { ValueKind: JsonValueKind.String } text && text.GetString() == pattern.GetString(),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value?.ValueKind == pattern.ValueKind,
        JsonValueKind.Object => MatchesOperator(Assert.Single(pattern.EnumerateObject()), value),
        _ => throw new FormatException($"{pattern} is not known."),
    };

    private static bool MatchesOperator(JsonProperty pattern, JsonElement? value)
    {
        var text = value is { ValueKind: JsonValueKind.String } known ? known.GetString() : null;
        switch (pattern.Name)
        {
            case "prefix":
                return text?.StartsWith(pattern.Value.GetString()!, StringComparison.Ordinal) ?? false;
            case "wildcard" when pattern.Value.GetString() == "*":
                return text is not null;
            case "numeric" when pattern.Value.EnumerateArray().ToArray() is [var comparison, var limit] && comparison.GetString() == ">":
                return value is { ValueKind: JsonValueKind.Number } number && number.GetDecimal() > limit.GetDecimal();
            default:
                throw new FormatException($"{pattern} is not known.");
        }
    }

    private static JsonElement? Field(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var field) ? field : null;

    // Neither stops early, so that a part which is not known is told whatever stands before it.
    private static bool All<T>(IEnumerable<T> items, Func<T, bool> holds) => items.Aggregate(true, (all, item) => holds(item) && all);

    private static bool Any<T>(IEnumerable<T> items, Func<T, bool> holds) => items.Aggregate(false, (any, item) => holds(item) || any);
}
