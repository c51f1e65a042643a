using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>
/// A condition: an operator, a key and values, of which one must match (for a negated operator, none). See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
/// </summary>
internal sealed record Condition(Comparison Comparison, Quantifier Quantifier, bool IfExists, string Key, ImmutableArray<string> Values)
{
    /// <summary>True if the condition holds. A missing key makes a positive comparison false and a negated one true.</summary>
    public bool Holds(AccessRequest request)
    {
        var actual = request.Values(Key);
        if (Comparison == Comparison.Null)
            return Values.Contains(actual.Count == 0 ? "true" : "false", StringComparer.OrdinalIgnoreCase);
        if (actual.Count == 0 && IfExists)
            return true;
        return Quantifier switch
        {
            Quantifier.One => Comparison.IsNegated() ? !actual.Any(MatchesAny) : actual.Any(MatchesAny),
            Quantifier.ForAnyValue => actual.Any(value => MatchesAny(value) != Comparison.IsNegated()),
            Quantifier.ForAllValues => actual.All(value => MatchesAny(value) != Comparison.IsNegated()),
        };
    }

    private bool MatchesAny(string actual)
    {
        foreach (var wanted in Values)
            if (Comparison.Matches(actual, wanted))
                return true;
        return false;
    }
}
