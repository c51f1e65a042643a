using System.Collections.Immutable;
using System.Text.Json;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>
/// A JSON object whose fields must all be asked for. Unknown and repeated fields, wrong types and bad values go to one list of errors. A
/// harmless value is returned for each, so that reading continues and finds all errors.
/// </summary>
internal sealed class StrictObject
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly List<FileError> _errors;

    /// <summary>Takes an element that should be an object.</summary>
    public StrictObject(JsonElement element, string path, List<FileError> errors)
    {
        (_path, _errors) = (path, errors);
        if (element.ValueKind != JsonValueKind.Object)
        {
            Refuse(element, path, "an object");
            return;
        }

        foreach (var field in element.EnumerateObject())
            if (!_fields.TryAdd(field.Name, field.Value))
                Refuse(field.Value, PathOf(field.Name), "each field once");
    }

    /// <summary>True if the field exists and is not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A string that <paramref name="read"/> converts; null from it means that the value is not valid.</summary>
    public T? Text<T>(string name, string valid, Func<string, T?> read) where T : class =>
        Find(name) is { } value ? ReadText(value, PathOf(name), valid, read) : null;

    /// <summary>A string, as it is.</summary>
    public string? Text(string name, string valid) => Text<string>(name, valid, text => text);

    /// <summary>A required string.</summary>
    public string RequiredText(string name, string valid, Func<string, string?> read)
    {
        if (Find(name) is null)
            _errors.Add(new(PathOf(name), "nothing", valid));
        return Text(name, valid, read) ?? "";
    }

    /// <summary>A string converted to a value, or the default.</summary>
    public T Value<T>(string name, string valid, Func<string, T?> read, T otherwise) where T : struct =>
        Text<object>(name, valid, text => read(text)) is T value ? value : otherwise;

    /// <summary>A number within limits, or null.</summary>
    public decimal? Number(string name, decimal least, decimal most)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most)
            return number;
        Refuse(value, PathOf(name), $"a number from {least} to {most}");
        return null;
    }

    /// <summary>A whole number within limits, or null.</summary>
    public long? Whole(string name, long least, long most)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most)
            return number;
        Refuse(value, PathOf(name), $"a whole number from {least} to {most}");
        return null;
    }

    /// <summary>An array of objects, each read by <paramref name="read"/> and then closed.</summary>
    public ImmutableArray<T> Objects<T>(string name, Func<StrictObject, T> read) => Items(name, "an array of objects", (element, at) =>
    {
        var item = new StrictObject(element, at, _errors);
        var value = read(item);
        item.Close();
        return value;
    });

    /// <summary>An array of strings.</summary>
    public ImmutableArray<string> Texts(string name, string valid, Func<string, string?> read) =>
        Items(name, $"an array of: {valid}", (element, at) => ReadText(element, at, valid, read) ?? "");

    /// <summary>The element itself, converted, or null.</summary>
    public T? Raw<T>(string name, string valid, Func<JsonElement, T?> read) where T : class => Raw(name, () => valid, read);

    /// <summary>The element itself, converted, or null. The valid form is known only after the conversion.</summary>
    public T? Raw<T>(string name, Func<string> valid, Func<JsonElement, T?> read) where T : class
    {
        if (Find(name) is not { } value)
            return null;
        var made = read(value);
        if (made is null)
            Refuse(value, PathOf(name), valid());
        return made;
    }

    /// <summary>Reports the fields that were not asked for.</summary>
    public void Close()
    {
        foreach (var name in _fields.Keys)
            if (!_known.Contains(name))
                _errors.Add(
                    new(
                        PathOf(name),
                        "this field",
                        string.Join(", ", _known) + (NearestName.To(name, _known) is { } near ? $"; did you mean {near}?" : "")));
    }

    /// <summary>Reports a value that is wrong in combination with another.</summary>
    public void Refuse(string name, string value, string valid) => _errors.Add(new(PathOf(name), value, valid));

    private ImmutableArray<T> Items<T>(string name, string valid, Func<JsonElement, string, T> read)
    {
        if (Find(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
        {
            Refuse(value, PathOf(name), valid);
            return [];
        }

        return [.. value.EnumerateArray().Select((element, index) => read(element, $"{PathOf(name)}[{index}]"))];
    }

    private T? ReadText<T>(JsonElement value, string at, string valid, Func<string, T?> read) where T : class
    {
        var made = value.ValueKind == JsonValueKind.String ? read(value.GetString()!) : null;
        if (made is null)
            Refuse(value, at, valid);
        return made;
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private void Refuse(JsonElement value, string at, string valid)
    {
        var text = value.GetRawText();
        _errors.Add(new(at, text.Length > 60 ? text[..57] + "..." : text, valid));
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
