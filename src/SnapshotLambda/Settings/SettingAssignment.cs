using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>A setting that a layer names.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Place">Where.</param>
/// <param name="Set">Puts the value into the settings; null if it is wrong, which has then been told.</param>
internal sealed record SettingAssignment(Setting Setting, SettingLocation Place, Func<RunSettings, RunSettings>? Set);
