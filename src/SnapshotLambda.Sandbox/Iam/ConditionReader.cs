using System.Collections.Immutable;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>Reads the conditions of a statement.</summary>
internal static class ConditionReader
{
    private const string IfExistsSuffix = "IfExists";

    /// <summary>The conditions.</summary>
    /// <exception cref="FormatException">An operator or a key is unknown, or a value does not fit its operator.</exception>
    public static ImmutableArray<Condition> Read(JsonElement condition)
    {
        if (condition.ValueKind != JsonValueKind.Object)
            throw new FormatException("Condition is no object.");
        return [.. condition.EnumerateObject().SelectMany(block => ReadBlock(block.Name, block.Value))];
    }

    private static IEnumerable<Condition> ReadBlock(string name, JsonElement block)
    {
        var (comparison, quantifier, ifExists) = ReadOperator(name);
        if (block.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{name} is no object.");
        foreach (var field in block.EnumerateObject())
        {
            if (!ContextKeys.Knows(field.Name))
                throw new FormatException($"The sandbox does not know the condition key {field.Name}.");
            var values = PolicyReader.Texts(field.Value, field.Name);
            if (values.FirstOrDefault(value => !comparison.CanCompareWith(value)) is { } odd)
                throw new FormatException($"{name} cannot compare {field.Name} with \"{odd}\".");
            yield return new(comparison, quantifier, ifExists, field.Name, values);
        }
    }

    private static (Comparison Comparison, Quantifier Quantifier, bool IfExists) ReadOperator(string name)
    {
        var rest = name;
        var quantifier = Quantifier.One;
        foreach (var candidate in (Quantifier[])[Quantifier.ForAnyValue, Quantifier.ForAllValues])
            if (name.StartsWith($"{candidate}:", StringComparison.Ordinal))
                (quantifier, rest) = (candidate, name[(candidate.ToString().Length + 1)..]);
        var ifExists = rest.EndsWith(IfExistsSuffix, StringComparison.Ordinal);
        if (ifExists)
            rest = rest[..^IfExistsSuffix.Length];
        var isKnown = Enum.GetNames<Comparison>().Contains(rest);
        if (!isKnown || (rest == nameof(Comparison.Null) && (ifExists || quantifier != Quantifier.One)))
            throw new FormatException($"The sandbox does not know the condition operator {name}.");
        return (Enum.Parse<Comparison>(rest), quantifier, ifExists);
    }
}
