using System.Text.Json;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Settings.Types;

/// <summary>The place of a value, with the list that takes its errors.</summary>
/// <param name="Field">The place as <see cref="SettingError.Field"/> names it.</param>
/// <param name="Sources">The sources of the layers.</param>
/// <param name="Errors">Takes the errors.</param>
internal sealed record SettingLocation(Layer Layer, string Field, SettingsSources Sources, SettingErrors Errors)
{
    /// <summary>The place of an array's item.</summary>
    public SettingLocation Item(int index) => this with { Field = $"{Field}[{index}]" };

    /// <summary>The place of an object's key.</summary>
    public SettingLocation Key(string key) => this with { Field = $"{Field}.{JsonText.Path(key)}" };

    /// <summary>Reports that a value is wrong.</summary>
    /// <param name="problem">The problem, to follow the value in a sentence: "is a text".</param>
    /// <param name="valid">The valid values.</param>
    /// <param name="nearest">The valid value that was probably meant.</param>
    /// <returns>False, always.</returns>
    public bool Refuse(JsonElement json, string problem, string valid, string? nearest = null) =>
        Refuse(JsonText.Shown(json), problem, valid, nearest);

    /// <inheritdoc cref="Refuse(JsonElement, string, string, string?)"/>
    public bool Refuse(string shown, string problem, string valid, string? nearest = null)
    {
        var meant = nearest is null ? "" : $"; did you mean {nearest}?";
        Errors.Add(new(Field, shown, valid, $"{Field}: {(shown.Length == 0 ? "" : shown + " ")}{problem}; valid: {valid}{meant}"));
        return false;
    }

    /// <summary>Reports that the name at the end of this place is unknown, with the nearest valid name, or else all of them.</summary>
    public void RefuseName(string name, string shown, IReadOnlyCollection<string> valid)
    {
        if (Errors.IsFull)
        {
            Errors.Omit();
            return;
        }

        var nearest = NearestName.To(name, valid);
        Errors.Add(new(Field, shown, nearest ?? string.Join(", ", valid), nearest is null
            ? $"{Field}: unknown; valid: {string.Join(", ", valid)}"
            : $"{Field}: unknown; did you mean {nearest}?"));
    }
}
