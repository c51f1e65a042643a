using System.Text.Json;

namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// The conditions of one policy statement, ANDed. Each operator has each key once, whatever its case: JSON would keep only one of two equal
/// names.
/// </summary>
internal sealed class ConditionBlock
{
    private const string Forbidden = "true";
    private const string Required = "false";
    private readonly OrderedDictionary<string, OrderedDictionary<string, string[]>> _operators = new(StringComparer.Ordinal);

    /// <summary>Adds a condition on a key: one of the values has to match, or none of them for a negated operator.</summary>
    public void Add(string name, string key, params string[] values)
    {
        if (!_operators.TryGetValue(name, out var keys)) _operators.Add(name, keys = new(StringComparer.OrdinalIgnoreCase));
        keys.Add(key, values);
    }

    /// <summary>Adds a condition on a tag. Conditions that require a key must be added before those that forbid it.</summary>
    public void Add(TagCondition condition)
    {
        var key = $"aws:ResourceTag/{condition.Key}";
        switch (condition.Test)
        {
            // A key both required and forbidden lets nothing through, as in the planner. A key can have Null only once.
            case TagTest.Absent when IsRequired(key):
                Forbid(key, ["*"]);
                break;
            case TagTest.Absent:
                Add("Null", key, Forbidden);
                break;
            case TagTest.NoneLike:
                Forbid(key, [.. condition.Values]);
                break;
            case TagTest.Present when IsRequired(key):
                break;
            case TagTest.Present:
                Add("Null", key, Required);
                break;
            case TagTest.OneLike:
                Add("StringLike", key, [.. condition.Values]);
                break;
        }
    }

    /// <summary>Writes the statement's <c>Condition</c>, or nothing if there are no conditions.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (_operators.Count == 0) return;
        json.WriteStartObject("Condition");
        foreach (var (name, keys) in _operators)
        {
            json.WriteStartObject(name);
            foreach (var (key, values) in keys)
            {
                json.WritePropertyName(key);
                WriteTexts(json, values);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes one text as a string, several as an array.</summary>
    public static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        if (texts.Count != 1) json.WriteStartArray();
        foreach (var text in texts) json.WriteStringValue(text);
        if (texts.Count != 1) json.WriteEndArray();
    }

    /// <summary>Adds values that the key must not have, to those that it must not have already.</summary>
    private void Forbid(string key, string[] values)
    {
        if (_operators.TryGetValue("StringNotLike", out var keys) && keys.TryGetValue(key, out var others))
            keys[key] = [.. others.Union(values, StringComparer.Ordinal)];
        else
            Add("StringNotLike", key, values);
    }

    private bool IsRequired(string key) => _operators.TryGetValue("Null", out var keys) && keys.ContainsKey(key);
}
