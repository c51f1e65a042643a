using System.Collections.Frozen;
using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>Reads the settings of one run.</summary>
internal static class SettingsReader
{
    /// <summary>
    /// The settings in effect, or all errors of all layers. Never throws. A run is real only if the layer that counts says so literally.
    /// </summary>
    /// <param name="payload">The payload's bytes.</param>
    /// <param name="sources">The other layers, and the data to check against.</param>
    public static SettingsReading ReadBytes(ReadOnlyMemory<byte> payload, SettingsSources sources)
    {
        var errors = new SettingErrors();
        return Read(PayloadBytes.Read(payload, Whole(sources, errors)), sources, errors);
    }

    /// <inheritdoc cref="ReadBytes"/>
    /// <param name="payload">The payload as a document; <see cref="JsonValueKind.Undefined"/> for none.</param>
    /// <param name="sources">The other layers, and the data to check against.</param>
    public static SettingsReading Read(JsonElement payload, SettingsSources sources) => Read(payload, sources, new());

    private static SettingsReading Read(JsonElement payload, SettingsSources sources, SettingErrors errors) =>
        ReadLayers(payload, sources, errors).SentBy(Trigger.Of(payload));

    private static SettingsReading ReadLayers(JsonElement payload, SettingsSources sources, SettingErrors errors)
    {
        var ruleEvent = EventBridgeEvent.In(payload);
        var whole = Whole(sources, errors);
        var fromPayload =
            ruleEvent is not null ? ruleEvent.Read(sources, errors)
            : payload.ValueKind == JsonValueKind.Undefined ? []
            : JsonLayer.Read(payload, whole, "");
        var limits = EnvironmentLimits.Read(sources, errors);
        var layers = new SettingLayers([.. fromPayload, .. EnvironmentLayer.Read(sources, errors), .. FileLayer.Read(sources, errors)]);

        var untouched = new RunSettings
        {
            ReferenceTime = sources.Now.ToUniversalTime(),
            RuleEventId = ruleEvent?.Id,
            IdempotencyTable = limits.IdempotencyTable,
            Access = limits.Access,
            Reports = limits.Reports,
        };
        var run = layers.Over(untouched, sources, errors);
        SettingRules.Check(layers, run, limits, sources, errors);
        if (limits.Locked) PayloadLock.Check(layers, untouched, sources);
        if (!errors.IsEmpty) return SettingsReading.Invalid(errors.ToList());

        if (limits.ForceDryRun) run = run with { DryRun = true };
        var values = EffectiveValues.Of(
            run, setting => limits.ForceDryRun && setting == SettingTable.DryRun ? Layer.Environment : layers.LayerOf(setting));
        return SettingsReading.Valid(run with
        {
            // Until a plan was read and says otherwise, an approval of a run approves nothing.
            Safeguards = run.ApprovedRun is null ? run.Safeguards
                : run.Safeguards with { ApprovedSnapshotIds = FrozenSet<string>.Empty },
            ApprovedSnapshotIds = run.Safeguards.ApprovedSnapshotIds,
            ReferenceTime = run.ScheduledTime ?? run.ReferenceTime,
            Effective = values.Shown,
            Digest = values.Digest,
        });
    }

    private static SettingLocation Whole(SettingsSources sources, SettingErrors errors) => new(Layer.Payload, "payload", sources, errors);
}
