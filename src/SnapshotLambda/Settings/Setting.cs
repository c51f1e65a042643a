using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The one definition of a setting: its names, what it may be, what it is if nobody names it, and what it means.</summary>
internal abstract class Setting(string name, string meaning)
{
    /// <summary>What every environment variable of this product begins with.</summary>
    public const string EnvironmentPrefix = "SNAPSHOT_LAMBDA_";

    /// <summary>Its name in the payload and the file.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, in one sentence.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Its name in the environment.</summary>
    public string EnvironmentName { get; } =
        EnvironmentPrefix + string.Concat(name.Select(c => char.IsAsciiLetterUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    /// <summary>Whether it belongs to one invocation, so that no other layer may name it.</summary>
    public bool PayloadOnly { get; init; }

    /// <summary>Whether two runs that differ in it alone are different runs.</summary>
    public bool IsPartOfRunIdentity { get; init; } = true;

    /// <summary>The default in words, where it is not a fixed value.</summary>
    public string? DefaultInWords { get; init; }

    /// <summary>What it may be, in JSON.</summary>
    public abstract string Valid { get; }

    /// <summary>Reads it from the payload or the file; what is wrong is told at the place.</summary>
    public abstract SettingAssignment Read(JsonElement json, SettingLocation place);

    /// <summary>Reads it from an environment variable; what is wrong is told at the place.</summary>
    public abstract SettingAssignment ReadText(string text, SettingLocation place);

    /// <summary>Its value in these settings, in the payload's form; null where it has none.</summary>
    public abstract JsonElement? ValueIn(RunSettings run);

    /// <summary>What a payload may say while the function is locked, in words that follow these.</summary>
    public abstract string Reach { get; }

    /// <summary>Whether a payload that comes to the one settings goes further than a locked function lets it, where the others are deployed.</summary>
    public abstract bool IsLooser(RunSettings named, RunSettings deployed);

    /// <summary>Writes what it may be, in the keywords of JSON Schema, into an object that is open.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);
}

/// <inheritdoc/>
/// <typeparam name="T">What it is in code.</typeparam>
/// <param name="name">Its name in the payload and the file.</param>
/// <param name="type">What it may be.</param>
/// <param name="reach">How far a payload may take it while the function is locked.</param>
/// <param name="get">Finds it in the settings; the default is what it finds in settings that nobody touched.</param>
/// <param name="set">The settings with another value.</param>
/// <param name="meaning">What it does, in one sentence.</param>
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
    public override bool IsLooser(RunSettings named, RunSettings deployed) => get(named) is { } value && !reach.Allows(value, get(deployed));

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer) => type.WriteSchema(writer);
}
