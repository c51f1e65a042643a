using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>One of the template's metric filters.</summary>
/// <param name="Properties">What the template says.</param>
internal sealed record MetricFilter(JsonNode Properties)
{
    private const string Field = "$.";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MetricFilter> All { get; } =
    [
        .. StackTemplate.Deployed.Made("AWS::Logs::MetricFilter").Values.Select(properties => new MetricFilter(properties)),
    ];

    /// <summary>What it makes of a line.</summary>
    public JsonObject Transformation => Assert.Single(Properties["MetricTransformations"]!.AsArray())!.AsObject();

    /// <summary>The metric's name.</summary>
    public string Name => Transformation["MetricName"]!.GetValue<string>();

    /// <summary>Where the metric is.</summary>
    public string Namespace => Transformation["MetricNamespace"]!.GetValue<string>();

    /// <summary>The pattern as written.</summary>
    public string Pattern => Properties["FilterPattern"]!.GetValue<string>();

    /// <summary>What the metric is where lines are written and none matches; null for nothing.</summary>
    public string? Default => Transformation["DefaultValue"]?.GetValue<string>();

    /// <summary>The field of the line that gives the value; null where the value is fixed.</summary>
    public string? ValueField =>
        Transformation["MetricValue"]!.GetValue<string>() is var value && value.StartsWith(Field, StringComparison.Ordinal)
            ? value[Field.Length..]
            : null;

    /// <summary>The metric's value for a line; null if the line does not match.</summary>
    public long? ValueIn(string line)
    {
        if (!FilterPattern.Parse(Pattern).Matches(line)) return null;
        if (ValueField is not { } field) return long.Parse(Transformation["MetricValue"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty(field).GetInt64();
    }
}
