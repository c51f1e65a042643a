namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// The only tags that this tool sets on snapshots. The keys must never change: snapshots tagged by an older version would be orphaned.
/// </summary>
internal static class OwnTags
{
    /// <summary>The grace mark (<see cref="Mark"/>), after which the snapshot may be deleted.</summary>
    public const string DeleteAfter = "snapshot-lambda:delete-after";

    /// <summary>Set just before a deletion, for a Recycle Bin rule on that tag.</summary>
    public const string Retired = "snapshot-lambda:retired";

    /// <summary>The value of <see cref="Retired"/>.</summary>
    public const string RetiredValue = "true";

    /// <summary>Set with <see cref="Retired"/>: the function and the run that deleted the snapshot, so that a whole run can be undone.</summary>
    public const string Run = "snapshot-lambda:run";

    /// <summary>The UTC day on which the snapshot was first found to be a leftover of deregistered AMIs.</summary>
    public const string LeftoverSince = "snapshot-lambda:leftover-since";

    /// <summary>A date that people set, until which the snapshot is kept. Cleaning up never sets it; an undo does.</summary>
    public const string KeepUntil = "snapshot-lambda:keep-until";

    /// <summary>The tag <see cref="Run"/> of a run, as in <c>snapshot-lambda/2026-11-27-8d1f…</c>.</summary>
    public static Tag RunOf(string functionName, string runId) => new(Run, $"{functionName}/{runId}");

    /// <summary>True if a key is one that this tool reads or writes.</summary>
    public static bool IsOwn(string key) => key.StartsWith("snapshot-lambda:", StringComparison.Ordinal);

    /// <summary>
    /// The same keys as IAM patterns, as short as they can be: a session's policy has few characters, and each protection takes some.
    /// </summary>
    public static IReadOnlyList<string> KeyPatterns { get; } = [DeleteAfter, "snapshot-lambda:r*"];

    /// <summary>The keys that an undo takes off: with them, a snapshot that is back would be deleted again.</summary>
    public static IReadOnlyList<string> OfDeletion { get; } = [Retired, Run, DeleteAfter];

    /// <summary>The keys that this tool sets where marks or the Recycle Bin are used.</summary>
    public static IReadOnlyList<string> Keys { get; } = [DeleteAfter, Retired, Run];
}
