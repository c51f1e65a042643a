using System.Collections;

namespace SnapshotLambda.Settings.Types;

/// <summary>The sources of the settings, apart from the payload.</summary>
internal sealed record SettingsSources
{
    /// <summary>The environment's variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The settings file; null if there is none.</summary>
    public SettingsFile? File { get; init; }

    /// <summary>The present instant.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The names of all guards that this version has.</summary>
    public required IReadOnlyCollection<string> KnownGuards { get; init; }

    /// <summary>The function's region from <c>AWS_REGION</c>, which Lambda sets; null if it is not set.</summary>
    public string? FunctionRegion => Variable("AWS_REGION");

    /// <summary>
    /// A variable's trimmed text; null if it is unset or blank, since CloudFormation passes unset parameters as empty text.
    /// </summary>
    public string? Variable(string name) =>
        Variables.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>This process's environment and file. Never throws: a file that cannot be read becomes an error of the settings.</summary>
    public static SettingsSources FromProcess(TimeProvider time, IReadOnlyCollection<string> knownGuards) => new()
    {
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal),
        File = SettingsFile.Deployed(AppContext.BaseDirectory, SettingsFile.LayerFolder),
        Now = time.GetUtcNow(),
        KnownGuards = knownGuards,
    };
}
