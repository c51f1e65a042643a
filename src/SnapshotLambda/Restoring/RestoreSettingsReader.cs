using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Restoring;

/// <summary>
/// Reads the settings of one restore: its payload and the environment, and all errors of both. Never throws. A restore is real only if the
/// payload says so literally.
/// </summary>
internal static class RestoreSettingsReader
{
    private const string What = "runId, snapshotIds, or deletedAfter with or without deletedBefore";

    /// <summary>The settings, or all errors.</summary>
    public static RestoreReading Read(ReadOnlyMemory<byte> payload, SettingsSources sources)
    {
        var errors = new SettingErrors();
        var whole = new SettingLocation(Layer.Payload, "payload", sources, errors);
        var json = PayloadBytes.Read(payload, whole);
        List<string> named = [];
        var settings = json.ValueKind == JsonValueKind.Undefined ? new RestoreSettings() : ReadFields(json, whole, named);
        settings = RestoreVariables.Read(settings, sources, errors);
        if (json.ValueKind == JsonValueKind.Object) Check(settings, named, whole);
        if (errors.IsEmpty && settings.CleanUpFunction.Length == 0)
            new SettingLocation(Layer.Environment, RestoreVariables.CleanUpFunction, sources, errors)
                .Refuse("", "is missing", "the name of the function that deleted, as template.yaml sets it");
        return errors.IsEmpty ? new(settings, []) : new(null, errors.ToList());
    }

    private static RestoreSettings ReadFields(JsonElement json, SettingLocation whole, List<string> named)
    {
        var settings = new RestoreSettings();
        if (json.ValueKind != JsonValueKind.Object)
        {
            whole.Refuse(json, $"is {JsonText.Kind(json)}", "a JSON object, as in {\"runId\": \"2026-11-27-8d1f4a5e\"}");
            return settings;
        }

        foreach (var property in json.EnumerateObject())
        {
            var name = JsonText.Name(property);
            var place = whole with { Field = JsonText.Path(name) };
            if (name == JsonLayer.SchemaField) continue;
            if (!RestoreFields.ByName.TryGetValue(name, out var field))
            {
                place.RefuseName(name, JsonText.Shown(property.Value), [.. RestoreFields.All.Select(one => one.Name)]);
                continue;
            }

            if (named.Contains(name, StringComparer.Ordinal)) place.Refuse(property.Value, "is there a second time", "each field once");
            named.Add(name);
            if (field.Read(property.Value, place) is { } set) settings = set(settings);
        }

        return settings;
    }

    private static void Check(RestoreSettings settings, List<string> named, SettingLocation whole)
    {
        var (errors, now) = (whole.Errors, whole.Sources.Now);
        if (!named.Exists(name => name is "runId" or "snapshotIds" or "deletedAfter" or "deletedBefore"))
            whole.Refuse("", "names nothing to restore", What);
        foreach (var edge in named.Where(name => name is "deletedAfter" or "deletedBefore"))
        {
            if (named.Contains("runId", StringComparer.Ordinal))
                At(edge).Refuse("", "is given beside runId", "either a run or a span; snapshotIds narrow both");
        }

        if (named.Contains("deletedBefore", StringComparer.Ordinal) && !named.Contains("deletedAfter", StringComparer.Ordinal))
            At("deletedBefore").Refuse("", "is given without deletedAfter", "deletedAfter too, or runId, or snapshotIds");
        if (settings.Regions is { Count: 0 }) At("regions").Refuse("[]", "is empty", "names of AWS regions; or leave it out");
        if (settings.DeletedAfter is { } after) CheckSpan(after, settings.DeletedBefore ?? now);
        if (!errors.IsEmpty) return;
        if (!settings.HasLists && settings.SnapshotIds is null)
            At(named.First(name => name is "runId" or "deletedAfter")).Refuse(
                "",
                "needs the run's lists of deletions, and there is no bucket that has them",
                $"snapshotIds as well, from the log's lines snapshots_deleting; or a deployment with {RestoreVariables.ReportBucket}");
        if (settings is { Reports: { Bucket: null, Folder: not null }, DeletedAfter: not null })
            At("deletedAfter").Refuse("", "needs a bucket of many runs, and there is the folder of one", "runId");

        void CheckSpan(DateTimeOffset from, DateTimeOffset until)
        {
            if (from >= until)
                At("deletedAfter").Refuse(Shown(from), "is not before the end of the span", $"an instant before {Shown(until)}");
            else if (until - from > TimeSpan.FromDays(RestoreSettings.MostDays))
                At("deletedAfter").Refuse(
                    Shown(from), "makes the span too long", $"at most {RestoreSettings.MostDays} days before {Shown(until)}");
        }

        SettingLocation At(string field) => whole with { Field = field };
    }

    private static string Shown(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The outcome of reading the settings of a restore: the settings, or the errors.</summary>
/// <param name="Settings">The settings; null if there are errors.</param>
/// <param name="Errors">All errors; empty if there are none.</param>
internal sealed record RestoreReading(RestoreSettings? Settings, IReadOnlyList<SettingError> Errors)
{
    /// <summary>True if there are settings.</summary>
    [MemberNotNullWhen(true, nameof(Settings))]
    public bool IsValid => Settings is not null;

    /// <summary>All errors in one text.</summary>
    public string Message => string.Join(" | ", Errors.Select(error => error.Message));
}
