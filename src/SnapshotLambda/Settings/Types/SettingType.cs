using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>What a setting may be: how it is read, checked, written and described.</summary>
/// <typeparam name="T">What it is in code.</typeparam>
internal abstract class SettingType<T>
{
    /// <summary>What it may be, in JSON.</summary>
    public abstract string Valid { get; }

    /// <summary>What it may be, in an environment variable.</summary>
    public virtual string ValidAsText => Valid;

    /// <summary>Reads and checks a value that is not null; false once everything wrong with it was told at the place.</summary>
    public abstract bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out T? value);

    /// <summary>An environment variable's text in the form that <see cref="TryRead"/> reads; null if it has none.</summary>
    public virtual JsonElement? FromText(string text) => JsonText.Written(writer => writer.WriteStringValue(text));

    /// <summary>Writes a value as it would stand in the payload.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>
    /// Writes what it may be, in the keywords of JSON Schema (draft 7), into an object that is open. It may allow more than <see cref="TryRead"/>,
    /// where JSON Schema cannot say it, and never less.
    /// </summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);

    /// <summary>What may stand at a place, in its own form.</summary>
    protected string ValidAt(SettingLocation place) => place.Layer == Layer.Environment ? ValidAsText : Valid;

    /// <summary>Text that is JSON of the wanted kind; null for any other.</summary>
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
