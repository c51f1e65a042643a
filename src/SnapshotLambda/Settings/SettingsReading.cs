using System.Diagnostics.CodeAnalysis;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The outcome of reading the settings: either the settings or the errors, never both or neither.</summary>
internal sealed class SettingsReading
{
    private SettingsReading(RunSettings? settings, IReadOnlyList<SettingError> errors) => (Settings, Errors) = (settings, errors);

    /// <summary>The settings; null if there are errors.</summary>
    public RunSettings? Settings { get; }

    /// <summary>All errors, in the order of the layers; empty if there are none.</summary>
    public IReadOnlyList<SettingError> Errors { get; }

    /// <summary>The sender of the payload, as the log names it.</summary>
    public string Trigger { get; private init; } = SnapshotLambda.Settings.Trigger.Hand;

    /// <summary>True if there are settings.</summary>
    [MemberNotNullWhen(true, nameof(Settings))]
    public bool IsValid => Settings is not null;

    /// <summary>All errors in one text; empty if there are none.</summary>
    public string Message => string.Join(" | ", Errors.Select(error => error.Message));

    /// <summary>The same reading, with the sender of its payload.</summary>
    public SettingsReading SentBy(string trigger) => new(Settings, Errors) { Trigger = trigger };

    /// <summary>A reading without errors.</summary>
    public static SettingsReading Valid(RunSettings settings) => new(settings, []);

    /// <summary>A reading with errors.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static SettingsReading Invalid(IReadOnlyList<SettingError> errors) =>
        errors.Count > 0 ? new(null, errors) : throw new ArgumentException("Name at least one error.", nameof(errors));
}
