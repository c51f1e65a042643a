using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The definition of a variable that no other layer can set.</summary>
/// <param name="valid">The valid values.</param>
/// <param name="meaning">Its effect, in one sentence.</param>
internal abstract class EnvironmentVariable(string name, string valid, string meaning)
{
    /// <summary>The variable's name.</summary>
    public string Name { get; } = name;

    /// <summary>The valid values.</summary>
    public string Valid { get; } = valid;

    /// <summary>Its effect, in one sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>The limits with this variable set to the text. Errors are reported at the place.</summary>
    public abstract EnvironmentLimits Read(string text, EnvironmentLimits limits, SettingLocation place);
}

/// <inheritdoc/>
/// <typeparam name="T">Its type in code.</typeparam>
internal sealed class EnvironmentVariable<T>(
    string name, SettingType<T> type, Func<EnvironmentLimits, T, EnvironmentLimits> set, string meaning)
    : EnvironmentVariable(name, type.ValidAsText, meaning)
{
    /// <inheritdoc/>
    public override EnvironmentLimits Read(string text, EnvironmentLimits limits, SettingLocation place)
    {
        if (type.FromText(text) is { } json) return type.TryRead(json, place, out var value) ? set(limits, value) : limits;
        place.Refuse(JsonText.Shown(text), "cannot be read", Valid);
        return limits;
    }
}
