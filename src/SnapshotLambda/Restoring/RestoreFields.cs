using System.Collections.Frozen;
using System.Text.Json;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Restoring;

/// <summary>The table of a restore's payload: each field, its valid values and its meaning. docs/undo.md follows from it.</summary>
internal static class RestoreFields
{
    /// <summary>All fields, in the order of the table in docs/undo.md.</summary>
    public static IReadOnlyList<RestoreField> All { get; } =
    [
        Of("runId", new TextType(250, "the id of a run, as in 2026-11-27-8d1f4a5e-…", text => RunDay.Of(text) is not null),
            (settings, id) => settings with { RunId = id },
            "The run to take back: what it deleted in every account and region."),
        Of("snapshotIds", new SnapshotIdListType(), (settings, ids) => settings with { SnapshotIds = ids },
            "Only these snapshots. With `runId` or a span: of what they deleted. Alone, or without a bucket: whatever run deleted them."),
        Of("deletedAfter", new InstantType(), (settings, instant) => settings with { DeletedAfter = instant },
            "What was deleted from this instant on, by any run of the function."),
        Of("deletedBefore", new InstantType(), (settings, instant) => settings with { DeletedBefore = instant },
            "And up to this one. Default: now."),
        Of("dryRun", new BooleanType(), (settings, value) => settings with { DryRun = value },
            "`true`, the default: nothing is changed, and the result says what would be. `false`: restore."),
        Of("accounts", new AccountListType(), (settings, ids) => settings with { Accounts = ids },
            "Only these accounts. Default: all that the run's lists name; without them, those that the function cleans."),
        Of("regions", new RegionListType(mayBeAll: false), (settings, names) => settings with { Regions = names },
            "Only these regions. Default: all that the run's lists name; without them, the function's own."),
    ];

    /// <summary>Each field by its name.</summary>
    public static FrozenDictionary<string, RestoreField> ByName { get; } =
        All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static RestoreField Of<T>(
        string name, SettingType<T> type, Func<RestoreSettings, T, RestoreSettings> set, string meaning) =>
        new(name, type.Valid, meaning, (json, place) =>
        {
            if (json.ValueKind == JsonValueKind.Null) place.Refuse(json, "names nothing", $"{type.Valid}; or leave it out");
            else if (type.TryRead(json, place, out var value)) return settings => set(settings, value);
            return null;
        });
}

/// <summary>A field of a restore's payload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Valid">The valid values.</param>
/// <param name="Meaning">Its effect, in a sentence.</param>
/// <param name="Read">Reads it and returns what sets it; null after reporting its errors at the place.</param>
internal sealed record RestoreField(
    string Name, string Valid, string Meaning, Func<JsonElement, SettingLocation, Func<RestoreSettings, RestoreSettings>?> Read);
