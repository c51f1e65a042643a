using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The definition of a setting: its names, valid values, default and meaning.</summary>
internal abstract class Setting(string name, string meaning)
{
    /// <summary>The prefix of all environment variables of this product.</summary>
    public const string EnvironmentPrefix = "SNAPSHOT_LAMBDA_";

    /// <summary>Its name in the payload and the file.</summary>
    public string Name { get; } = name;

    /// <summary>Its effect, in one sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Its name in the environment.</summary>
    public string EnvironmentName { get; init; } =
        EnvironmentPrefix + string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    /// <summary>True if it belongs to one invocation, so that no other layer may name it.</summary>
    public bool PayloadOnly { get; init; }

    /// <summary>True if no environment variable may name it, which would be too long for one.</summary>
    public bool NotInEnvironment { get; init; }

    /// <summary>Where a deployment names it: its variable, or the settings file.</summary>
    public string Deployed => NotInEnvironment ? SettingsFile.FileName : EnvironmentName;

    /// <summary>True if two runs that differ in it alone are different runs.</summary>
    public bool IsPartOfRunIdentity { get; init; } = true;

    /// <summary>The default in words, if it is not a fixed value.</summary>
    public string? DefaultInWords { get; init; }

    /// <summary>The valid values, in JSON.</summary>
    public abstract string Valid { get; }

    /// <summary>Reads it from the payload or the file. Errors are reported at the place.</summary>
    public abstract SettingAssignment Read(JsonElement json, SettingLocation place);

    /// <summary>Reads it from an environment variable. Errors are reported at the place.</summary>
    public abstract SettingAssignment ReadText(string text, SettingLocation place);

    /// <summary>Its value in these settings, in the payload's form; null if it has none.</summary>
    public abstract JsonElement? ValueIn(RunSettings run);

    /// <summary>The values that a payload may name while the function is locked, after "a payload may say".</summary>
    public abstract string Reach { get; }

    /// <summary>True if a payload with this value goes further than a locked function allows for the deployed one.</summary>
    public abstract bool IsLooser(RunSettings named, RunSettings deployed);

    /// <summary>Writes its valid values, as keywords of JSON Schema, into an open object.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);
}

/// <inheritdoc/>
/// <typeparam name="T">Its type in code.</typeparam>
/// <param name="type">The valid values.</param>
/// <param name="reach">The limit on a payload's values while the function is locked.</param>
/// <param name="get">Reads it from the settings; untouched settings give the default.</param>
/// <param name="set">Returns the settings with another value.</param>
/// <param name="meaning">Its effect, in one sentence.</param>
internal sealed class Setting<T>(
    string name, SettingType<T> type, Reach<T> reach, Func<RunSettings, T?> get, Func<RunSettings, T, RunSettings> set, string meaning)
    : Setting(name, meaning)
{
    /// <inheritdoc/>
    public override string Valid => type.Valid;

    /// <inheritdoc/>
    public override SettingAssignment Read(JsonElement json, SettingLocation place)
    {
        if (json.ValueKind == JsonValueKind.Null) place.Refuse(json, "names nothing", $"{type.Valid}; or leave it out");
        else if (type.TryRead(json, place, out var value)) return new(this, place, run => set(run, value));
        return new(this, place, null);
    }

    /// <inheritdoc/>
    public override SettingAssignment ReadText(string text, SettingLocation place)
    {
        if (type.FromText(text) is { } json) return Read(json, place);
        place.Refuse(JsonText.Shown(text), "cannot be read", type.ValidAsText);
        return new(this, place, null);
    }

    /// <inheritdoc/>
    public override JsonElement? ValueIn(RunSettings run) =>
        get(run) is { } value ? JsonText.Written(writer => type.Write(writer, value)) : null;

    /// <inheritdoc/>
    public override string Reach => reach.Words;

    /// <inheritdoc/>
    public override bool IsLooser(RunSettings named, RunSettings deployed) =>
        get(named) is { } value && !reach.Allows(value, get(deployed));

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer) => type.WriteSchema(writer);
}
