using System.Text.Json;

namespace SnapshotLambda.Settings;

/// <summary>Ids of AWS accounts, at least one.</summary>
internal sealed class AccountListType() : ListType("account ids, 12 digits each", fewest: 1)
{
    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, Place place) => IsAccountId(text) || place.Refuse(json, "is not an account id", ValidAt(place));

    /// <summary>Whether a text has the form of an account's id.</summary>
    public static bool IsAccountId(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);
}
