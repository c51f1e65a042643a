using System.Text.Json.Nodes;
using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Tests;

/// <summary>
/// A region with two snapshots for each guard: one that the guard protects, and its twin, which differs from it in nothing
/// but the protection.
/// </summary>
internal static class GuardedFleet
{
    private static readonly Dictionary<string, (string Protected, string Twin)> Snapshots = new(StringComparer.Ordinal)
    {
        ["backup"] = Tagged("aws:backup:source-resource"),
        ["lifecycleManager"] = Tagged("AWS:DLM:expirationTime"),
        ["kubernetes"] = Tagged("kubernetes.io/cluster/shop"),
        ["recovery"] = Tagged("AWSElasticDisasterRecoveryManaged"),
        ["awsTags"] = Tagged("aws:cloudformation:stack-id"),
        ["awsServices"] = Tagged("AWSRDSCustom"),
        ["backupProducts"] = Tagged("_gx_backup_"),
        ["images"] = ("{}", "{}"),
        ["binnedImages"] = ("""{ "description": "Created by CreateImage(i-1) for ami-binned" }""",
            """{ "description": "Created by CreateImage(i-1) for ami-binned2" }"""),
        ["launchTemplates"] = ("{}", "{}"),
        ["locks"] = ("""{ "lock": "compliance-cooloff" }""", """{ "lock": "expired" }"""),
        ["fastRestore"] = ("""{ "fastRestoreZones": ["us-east-1b"] }""", "{}"),
        ["tiering"] = ("""{ "tiering": "temporary-restore-completed", "restoredForDays": 3 }""",
            """{ "tiering": "permanent-restore-completed" }"""),
        ["archive"] = ("""{ "tier": "archive", "tierAgeDays": 89.99 }""", """{ "tier": "archive", "tierAgeDays": 90.01 }"""),
        ["sharing"] = ("""{ "sharedWith": ["444455556666"] }""", "{}"),
    };

    /// <summary>The guards' names.</summary>
    public static IEnumerable<string> Guards => Snapshots.Keys;

    /// <summary>The guard with this name.</summary>
    public static Guard Named(string guard) => Guard.All.Single(one => one.Name == guard);

    /// <summary>The snapshot that a guard protects.</summary>
    public static string Protected(string guard) => $"snap-kept-{Id(guard)}";

    /// <summary>Its twin without the protection.</summary>
    public static string Twin(string guard) => $"snap-twin-{Id(guard)}";

    /// <summary>The inside of a region of a fleet file, with the snapshots of these guards.</summary>
    public static string Region(params IEnumerable<string> guards) => $$"""
        "snapshots": [ {{string.Join(", ", guards.SelectMany(guard => new[] { Snapshot(Protected(guard), Snapshots[guard].Protected), Snapshot(Twin(guard), Snapshots[guard].Twin) }))}} ],
        "images": [
          { "id": "ami-disabled", "state": "disabled", "snapshotIds": ["{{Protected("images")}}"] },
          { "id": "ami-available", "snapshotIds": ["snap-of-no-region"] },
          { "id": "ami-binned", "state": "binned", "snapshotIds": ["snap-unseen"] } ],
        "launchTemplates": [ { "id": "lt-1", "snapshotIds": ["{{Protected("launchTemplates")}}"] } ]
        """;

    private static (string Protected, string Twin) Tagged(string key) =>
        ($$"""{ "tags": { "{{key}}": "x" } }""", $$"""{ "tags": { "x{{key}}": "x" } }""");

    /// <summary>A snapshot of a fleet file that is old enough, and what else there is to it.</summary>
    private static string Snapshot(string id, string more)
    {
        var snapshot = JsonNode.Parse(more)!.AsObject();
        (snapshot["id"], snapshot["volumeId"], snapshot["ageDays"]) = (id, "vol-1", 200);
        return snapshot.ToJsonString();
    }

    private static string Id(string guard) => guard.ToLowerInvariant();
}
