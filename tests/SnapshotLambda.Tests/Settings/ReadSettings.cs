using System.Text.Json;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Tests.Settings;

/// <summary>Reads settings as a test states them.</summary>
internal static class ReadSettings
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 3, 0, 0, 250, TimeSpan.Zero);

    private static readonly string[] Guards = ["images", "locks", "sharing"];

    public static SettingsSources Sources(string? file = null, params (string Name, string Value)[] environment) => new()
    {
        Variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value),
        File = file is null ? null : SettingsFile.Of("snapshotlambda.json", file),
        Now = Now,
        KnownGuards = Guards,
    };

    public static SettingsReading Of(string payload, string? file = null, params (string Name, string Value)[] environment) =>
        SettingsReader.Read(JsonElement.Parse(payload), Sources(file, environment));

    public static RunSettings Good(string payload, string? file = null, params (string Name, string Value)[] environment)
    {
        var reading = Of(payload, file, environment);
        Assert.Equal("", reading.Message);
        return reading.Settings!;
    }

    public static SettingError TheError(string payload, string? file = null, params (string Name, string Value)[] environment)
    {
        var reading = Of(payload, file, environment);
        Assert.False(reading.IsValid);
        return Assert.Single(reading.Errors);
    }
}
