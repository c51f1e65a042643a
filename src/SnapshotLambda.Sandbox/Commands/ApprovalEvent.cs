namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The event that deletes approved snapshots, and only these.</summary>
internal static class ApprovalEvent
{
    /// <summary>Ids in one event, at most: what <c>approvedSnapshotIds</c> takes.</summary>
    public const int MostIds = 9_000;

    /// <summary>The event for the first of these ids, one a line, so that a person can strike some out.</summary>
    public static string Of(IEnumerable<string> snapshotIds) =>
        $"{{\"dryRun\": false, \"approvedSnapshotIds\": [\n{string.Join(",\n", snapshotIds.Take(MostIds).Select(id => $"\"{id}\""))}\n]}}";
}
