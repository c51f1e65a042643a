using System.Text.Json;
using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>
/// A filter pattern of CloudWatch Logs for JSON, as far as the template uses them: comparisons of a field with a text or with <c>*</c>,
/// which is anything, joined by <c>&amp;&amp;</c>. See https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
/// </summary>
internal sealed partial class FilterPattern
{
    private readonly (string Field, bool IsEqual, string? Text)[] _comparisons;

    private FilterPattern((string Field, bool IsEqual, string? Text)[] comparisons) => _comparisons = comparisons;

    /// <summary>The fields that it names.</summary>
    public IEnumerable<string> Fields => _comparisons.Select(comparison => comparison.Field);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is none, or uses more than this knows.</exception>
    public static FilterPattern Parse(string text)
    {
        if (Whole().Match(text) is not { Success: true } whole) throw new FormatException($"{text} is not in braces.");
        var parts = whole.Groups[1].Value.Split("&&", StringSplitOptions.TrimEntries);
        return new(
            [.. parts.Select(part => Comparison().Match(part) is { Success: true } found && (parts.Length == 1 || part.StartsWith('('))
                ? (found.Groups["field"].Value,
                    found.Groups["operator"].Value == "=",
                    found.Groups["text"] is { Success: true } value ? value.Value : null)
                : throw new FormatException($"{part} is no comparison that this knows."))]);
    }

    /// <summary>Whether it matches a line of the log. What is not JSON, and a field that is not there, match nothing.</summary>
    public bool Matches(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && _comparisons.All(comparison =>
                json.RootElement.TryGetProperty(comparison.Field, out var value)
                && (comparison.Text is null
                    || (value.ValueKind == JsonValueKind.String && value.ValueEquals(comparison.Text) == comparison.IsEqual)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\{ (.+) \}$")]
    private static partial Regex Whole();

    // An asterisk in a text would be a wildcard.
    [GeneratedRegex("""^(\()?\$\.(?<field>\w+) ((?<operator>!?=) "(?<text>[^"*%]+)"|= \*)(?(1)\))$""")]
    private static partial Regex Comparison();
}
