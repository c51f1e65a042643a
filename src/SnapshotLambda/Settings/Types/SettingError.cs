namespace SnapshotLambda.Settings.Types;

/// <summary>One thing that is wrong with the settings.</summary>
/// <param name="Field">Where: <c>maxAgeDays</c>, <c>SNAPSHOT_LAMBDA_MAX_AGE_DAYS</c> or <c>snapshotlambda.json: maxAgeDays</c>.</param>
/// <param name="Value">What stands there, as JSON and cut to about 100 characters; empty where nothing does.</param>
/// <param name="Valid">What may stand there.</param>
/// <param name="Message">All of it in one line, with the nearest valid name where there is one.</param>
internal sealed record SettingError(string Field, string Value, string Valid, string Message);
