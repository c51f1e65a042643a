using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>A setting with its value in one layer.</summary>
/// <param name="Place">The place of the value.</param>
/// <param name="Set">Puts the value into the settings; null if it is wrong, which has been reported.</param>
internal sealed record SettingAssignment(Setting Setting, SettingLocation Place, Func<RunSettings, RunSettings>? Set);
