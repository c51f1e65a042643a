using System.Text.Json;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Settings.Types;

/// <summary>One of an enum's members, in camelCase and with its case.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class ChoiceType<T> : SettingType<T> where T : struct, Enum
{
    private static readonly string[] Names = [.. Enum.GetValues<T>().Select(Name)];

    /// <inheritdoc/>
    public override string Valid { get; } = string.Join(" or ", Names.Select(name => $"\"{name}\""));

    /// <inheritdoc/>
    public override string ValidAsText { get; } = string.Join(" or ", Names);

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, out T value)
    {
        value = default;
        if (JsonText.TextOrNull(json) is not { } text) return place.Refuse(json, $"is {JsonText.Kind(json)}", ValidAt(place));
        var at = Array.IndexOf(Names, text);
        if (at < 0) return place.Refuse(json, "is no choice", ValidAt(place), NearestName.To(text, Names));
        value = Enum.GetValues<T>()[at];
        return true;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value) => writer.WriteStringValue(Name(value));

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer) => JsonText.WriteArray(writer, "enum", Names);

    /// <summary>The name of a member in settings.</summary>
    public static string Name(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
