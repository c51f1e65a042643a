using System.Text.Json.Nodes;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>An event that every fleet is given. The default policy holds where it names nothing else.</summary>
/// <param name="Name">The golden file's name.</param>
/// <param name="Payload">The payload; see <see cref="GoldenDay.Dated"/>.</param>
internal sealed record GoldenEvent(string Name, string Payload)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<GoldenEvent> All { get; } =
    [
        Tonight("dry-run", """{ "dryRun": true }"""),
        Tonight("real-run", """{ "dryRun": false }"""),
        Tonight("schedule", """
            {
              "dryRun": false,
              "scheduleArn": "arn:aws:scheduler:us-east-1:111122223333:schedule/default/clean-up-nightly",
              "executionId": "d32c5kddcf5bb8c3",
              "attempt": "1"
            }
            """),
        new("rule", """
            {
              "version": "0",
              "id": "nightly-rule-event",
              "detail-type": "Scheduled Event",
              "source": "aws.events",
              "account": "111122223333",
              "time": "{today}T00:00:00Z",
              "region": "us-east-1",
              "resources": ["arn:aws:events:us-east-1:111122223333:rule/nightly"],
              "detail": {}
            }
            """),
        Tonight("max-age-days", """{ "dryRun": false, "maxAgeDays": 90 }"""),
        Tonight("keep-latest-three", """{ "keepLatestPerVolume": 3 }"""),
        Tonight("keep-latest-none", """{ "dryRun": false, "keepLatestPerVolume": 0 }"""),
        Tonight("deleted-volumes-age-only", """{ "dryRun": false, "deletedVolumes": "ageOnly" }"""),
        Tonight("copies-age-only", """{ "dryRun": false, "copies": "ageOnly" }"""),
        Tonight("include-tags", """{ "includeTags": { "Team": ["data*"] } }"""),
        Tonight("exclude-tags", """
            { "dryRun": false, "excludeTags": { "environment": ["prod*"], "Enviroment": ["prod"], "DoNotDelete": [] } }
            """),
        Tonight("approved", """{ "dryRun": false, "approvedSnapshotIds": ["snap-0000aeb1", "snap-0000aeb2", "snap-00000bad"] }"""),
        Tonight("max-deletions", """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletions": 2 }"""),
        Tonight("max-delete-percent", """{ "dryRun": false, "maxDeletePercent": 100 }"""),
        Tonight("grace-dry-run", """{ "graceDays": 3 }"""),
        Tonight("grace", """{ "dryRun": false, "graceDays": 3 }"""),
        Tonight("recycle-bin-require", """{ "dryRun": false, "recycleBin": "require" }"""),
        Tonight("skip-guards", """{ "dryRun": false, "skipGuards": ["images", "locks", "sharing", "kubernetes"] }"""),
        Tonight("all-regions-verbose", """{ "regions": ["all"], "excludeRegions": ["eu-north-1"], "verbose": true }"""),
        new("invalid", """{ "maxAgeDay": 14, "dryRun": "false", "maxDeletions": -1, "regions": ["us-eest-1"] }"""),
    ];

    private static GoldenEvent Tonight(string name, string settings)
    {
        var payload = JsonNode.Parse(settings)!.AsObject();
        payload["scheduledTime"] = "{today}T00:00:00Z";
        return new(name, payload.ToJsonString());
    }
}
