using System.Globalization;
using System.Text.Json;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Report.Plans;

/// <summary>
/// The fields of an object in a plan file. What is missing or of another type is an <see cref="InvalidPlanException"/>; fields of a later
/// version are passed over.
/// </summary>
internal sealed class PlanFields
{
    private readonly string _file;
    private readonly Func<string, JsonElement?> _find;
    private readonly JsonElement _object;

    /// <summary>The fields of an element.</summary>
    public PlanFields(string file, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw NoPlan(file, $"{Shown(json)} stands where an object is valid");
        (_file, _object) = (file, json);
        _find = name => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>The fields of a table.</summary>
    public PlanFields(string file, Dictionary<string, JsonElement> fields) =>
        (_file, _find) = (file, name => fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null);

    /// <summary>The exception for a file that is no plan.</summary>
    public static InvalidPlanException NoPlan(string file, string fault, Exception? inner = null) => new(
        $"{file} is no plan of SnapshotLambda: {fault}. Name a plan.json or plan.json.gz that a run wrote, or the folder of the run.",
        inner);

    /// <summary>The exception for a field with another value than the valid one.</summary>
    public InvalidPlanException Wrong(string name, string valid) =>
        NoPlan(_file, $"\"{name}\" is {(_find(name) is { } value ? Shown(value) : "missing")}, where {valid} is valid");

    /// <summary>A text.</summary>
    public string Text(string name) => OptionalText(name) ?? throw Wrong(name, "a text");

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string name) =>
        _find(name) is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "a text");

    /// <summary>An instant.</summary>
    public DateTimeOffset Instant(string name) => OptionalInstant(name) ?? throw Wrong(name, Instants);

    /// <summary>An instant, or null.</summary>
    public DateTimeOffset? OptionalInstant(string name) =>
        OptionalText(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
        : throw Wrong(name, Instants);

    /// <summary>True or false.</summary>
    public bool Flag(string name) => _find(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>True or false; false where it is left out.</summary>
    public bool OptionalFlag(string name) => _find(name) is not null && Flag(name);

    /// <summary>A whole number from 0.</summary>
    public int Whole(string name) => Long(name) is var number and <= int.MaxValue ? (int)number : throw Wrong(name, Numbers);

    /// <summary>A whole number from 0, of 63 bits.</summary>
    public long Long(string name) =>
        _find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number >= 0
            ? number
            : throw Wrong(name, Numbers);

    /// <summary>A number from 0, or null.</summary>
    public decimal? OptionalNumber(string name) =>
        _find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= 0 ? number
        : throw Wrong(name, "a number from 0");

    /// <summary>An object.</summary>
    public PlanFields Object(string name) =>
        _find(name) is { } value ? new PlanFields(_file, value) : throw Wrong(name, "an object");

    /// <summary>Several objects; none where it is left out.</summary>
    public IReadOnlyList<PlanFields> Objects(string name) => [.. Items(name).Select(item => new PlanFields(_file, item))];

    /// <summary>Several texts; none where it is left out.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name)
            .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "an array of texts"))];

    /// <summary>Tags; none where it is left out.</summary>
    public IReadOnlyList<Tag> Tags(string name) => _find(name) is not { } value
        ? []
        : [.. new PlanFields(_file, value)._object.EnumerateObject().Select(tag => new Tag(
            tag.Name, tag.Value.ValueKind == JsonValueKind.String ? tag.Value.GetString()! : throw Wrong(name, "an object of texts")))];

    /// <summary>Every field of the object, each a whole number from 0.</summary>
    public IReadOnlyDictionary<string, int> Wholes() =>
        _object.EnumerateObject().Select(field => field.Name).Distinct(StringComparer.Ordinal).ToDictionary(
            name => name, Whole, StringComparer.Ordinal);

    private const string Instants = "an instant such as 2026-11-27T03:00:00Z";
    private const string Numbers = "a whole number from 0";

    private JsonElement.ArrayEnumerator Items(string name) => _find(name) is not { } value
        ? default
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(name, "an array");

    private static string Shown(JsonElement json)
    {
        var text = json.GetRawText();
        return text.Length > 60 ? text[..57] + "..." : text;
    }
}
