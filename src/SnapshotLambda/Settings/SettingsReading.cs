using System.Diagnostics.CodeAnalysis;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The outcome of reading the settings: either the settings or what is wrong, never both and never neither.</summary>
internal sealed class SettingsReading
{
    private SettingsReading(RunSettings? settings, IReadOnlyList<SettingError> errors) => (Settings, Errors) = (settings, errors);

    /// <summary>The settings; null if anything is wrong.</summary>
    public RunSettings? Settings { get; }

    /// <summary>Everything that is wrong, in the order of the layers; empty if nothing is.</summary>
    public IReadOnlyList<SettingError> Errors { get; }

    /// <summary>What sent the payload, as the log names it.</summary>
    public string Trigger { get; private init; } = SnapshotLambda.Settings.Trigger.Hand;

    /// <summary>Whether there are settings.</summary>
    [MemberNotNullWhen(true, nameof(Settings))]
    public bool IsValid => Settings is not null;

    /// <summary>Everything that is wrong in one text; empty if nothing is.</summary>
    public string Message => string.Join(" | ", Errors.Select(error => error.Message));

    /// <summary>The same reading, of a payload that this sent.</summary>
    public SettingsReading SentBy(string trigger) => new(Settings, Errors) { Trigger = trigger };

    /// <summary>A reading that found nothing wrong.</summary>
    public static SettingsReading Valid(RunSettings settings) => new(settings, []);

    /// <summary>A reading that found something wrong.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static SettingsReading Invalid(IReadOnlyList<SettingError> errors) =>
        errors.Count > 0 ? new(null, errors) : throw new ArgumentException("Name at least one error.", nameof(errors));
}
