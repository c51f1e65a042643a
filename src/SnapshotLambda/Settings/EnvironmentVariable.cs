using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The one definition of a variable that no other layer can name.</summary>
/// <param name="name">The variable's name.</param>
/// <param name="valid">What it may be.</param>
/// <param name="meaning">What it does, in one sentence.</param>
internal abstract class EnvironmentVariable(string name, string valid, string meaning)
{
    /// <summary>The variable's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it may be.</summary>
    public string Valid { get; } = valid;

    /// <summary>What it does, in one sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>The limits with this one as the text says; what is wrong is told at the place.</summary>
    public abstract EnvironmentLimits Read(string text, EnvironmentLimits limits, SettingLocation place);
}

/// <inheritdoc/>
/// <typeparam name="T">What it is in code.</typeparam>
internal sealed class EnvironmentVariable<T>(string name, SettingType<T> type, Func<EnvironmentLimits, T, EnvironmentLimits> set, string meaning)
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
