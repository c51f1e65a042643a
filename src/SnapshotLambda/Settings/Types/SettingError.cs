namespace SnapshotLambda.Settings.Types;

/// <summary>An error in the settings.</summary>
/// <param name="Field">The field: <c>maxAgeDays</c>, <c>SNAPSHOT_LAMBDA_MAX_AGE_DAYS</c> or <c>snapshotlambda.json: maxAgeDays</c>.</param>
/// <param name="Value">The wrong value, as JSON and cut to about 100 characters; empty if there is none.</param>
/// <param name="Valid">The valid values.</param>
/// <param name="Message">The whole error in one line, with the nearest valid name if there is one.</param>
internal sealed record SettingError(string Field, string Value, string Valid, string Message);
