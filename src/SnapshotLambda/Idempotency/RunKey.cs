namespace SnapshotLambda.Idempotency;

/// <summary>What a run is remembered by. The names of the properties stand in the idempotency options below as JMESPath.</summary>
/// <param name="Key">Deliveries of the same run have the same key.</param>
/// <param name="SettingsDigest">A hash of the settings: the same key with others is a mistake, not a repetition.</param>
internal sealed record RunKey(string Key, string SettingsDigest);
