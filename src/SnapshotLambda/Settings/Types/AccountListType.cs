using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>Ids of AWS accounts, at least one.</summary>
internal sealed class AccountListType() : ListType("account ids, 12 digits each", fewest: 1)
{
    /// <summary>The form of an account's id, as a regular expression of JSON Schema.</summary>
    public const string Pattern = "^[0-9]{12}$";

    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, SettingLocation place) =>
        IsAccountId(text) || place.Refuse(json, "is not an account id", ValidAt(place));

    /// <inheritdoc/>
    protected override void WriteItemSchema(Utf8JsonWriter writer) => writer.WriteString("pattern", Pattern);

    /// <summary>True if a text has the form of an account id.</summary>
    public static bool IsAccountId(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);
}
