namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The event that deletes exactly the approved snapshots.</summary>
internal static class ApprovalEvent
{
    /// <summary>The maximum number of ids in one event, the limit of <c>approvedSnapshotIds</c>.</summary>
    public const int MostIds = 9_000;

    /// <summary>The event for the first of these ids, one a line, so that a person can remove some.</summary>
    public static string Of(IEnumerable<string> snapshotIds) =>
        $"{{\"dryRun\": false, \"approvedSnapshotIds\": [\n{string.Join(",\n", snapshotIds.Take(MostIds).Select(id => $"\"{id}\""))}\n]}}";
}
