namespace SnapshotLambda.Idempotency;

/// <summary>
/// The key that a run is remembered by. The names of its properties stand in the options of <see cref="RunOnce"/> as JMESPath.
/// </summary>
/// <param name="Key">Deliveries of the same run have the same key.</param>
/// <param name="SettingsDigest">A hash of the settings: the same key with others is a mistake, not a repetition.</param>
internal sealed record RunKey(string Key, string SettingsDigest);
