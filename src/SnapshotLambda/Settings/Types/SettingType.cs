using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>The type of a setting: how its values are read, checked, written and described.</summary>
/// <typeparam name="T">The type in code.</typeparam>
internal abstract class SettingType<T>
{
    /// <summary>The valid values, in JSON.</summary>
    public abstract string Valid { get; }

    /// <summary>The valid values, in an environment variable.</summary>
    public virtual string ValidAsText => Valid;

    /// <summary>Reads and checks a value that is not null. Returns false after reporting all of its errors at the place.</summary>
    public abstract bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out T? value);

    /// <summary>An environment variable's text in the form that <see cref="TryRead"/> reads; null if it has none.</summary>
    public virtual JsonElement? FromText(string text) => JsonText.Written(writer => writer.WriteStringValue(text));

    /// <summary>Writes a value in the payload's form.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>
    /// Writes the valid values, as keywords of JSON Schema (draft 7), into an open object. The schema may allow more than <see
    /// cref="TryRead"/> if JSON Schema cannot express it, and never less.
    /// </summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);

    /// <summary>The valid values, in the form of the place.</summary>
    protected string ValidAt(SettingLocation place) => place.Layer == Layer.Environment ? ValidAsText : Valid;

    /// <summary>The text as JSON of the wanted kind; null for any other text.</summary>
    protected static JsonElement? Json(string text, JsonValueKind kind)
    {
        try
        {
            var json = JsonElement.Parse(text);
            return json.ValueKind == kind ? json : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
