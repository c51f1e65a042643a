namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>An event that every fleet is given. The default policy holds where it names nothing else.</summary>
/// <param name="Name">The golden file's name.</param>
/// <param name="Payload">The payload; see <see cref="GoldenDay.Dated"/>.</param>
internal sealed record GoldenEvent(string Name, string Payload)
{
    private const string Time = "\"scheduledTime\": \"{today}T00:00:00Z\"";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<GoldenEvent> All { get; } =
    [
        new("dry-run", $$"""{ "dryRun": true, {{Time}} }"""),
        new("real-run", $$"""{ "dryRun": false, {{Time}} }"""),
        new("schedule", $$"""
            {
              "dryRun": false,
              "scheduleArn": "arn:aws:scheduler:us-east-1:111122223333:schedule/default/clean-up-nightly",
              "executionId": "d32c5kddcf5bb8c3",
              "attempt": "1",
              {{Time}}
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
        new("max-age-days", $$"""{ "dryRun": false, "maxAgeDays": 90, {{Time}} }"""),
        new("keep-latest-three", $$"""{ "keepLatestPerVolume": 3, {{Time}} }"""),
        new("keep-latest-none", $$"""{ "dryRun": false, "keepLatestPerVolume": 0, {{Time}} }"""),
        new("deleted-volumes-age-only", $$"""{ "dryRun": false, "deletedVolumes": "ageOnly", {{Time}} }"""),
        new("copies-age-only", $$"""{ "dryRun": false, "copies": "ageOnly", {{Time}} }"""),
        new("include-tags", $$"""{ "includeTags": { "Team": ["data*"] }, {{Time}} }"""),
        new("exclude-tags", $$"""{ "dryRun": false, "excludeTags": { "environment": ["prod*"], "Enviroment": ["prod"], "DoNotDelete": [] }, {{Time}} }"""),
        new("approved", $$"""{ "dryRun": false, "approvedSnapshotIds": ["snap-0000aeb1", "snap-0000aeb2", "snap-00000bad"], {{Time}} }"""),
        new("max-deletions", $$"""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletions": 2, {{Time}} }"""),
        new("max-delete-percent", $$"""{ "dryRun": false, "maxDeletePercent": 100, {{Time}} }"""),
        new("grace-dry-run", $$"""{ "graceDays": 3, {{Time}} }"""),
        new("grace", $$"""{ "dryRun": false, "graceDays": 3, {{Time}} }"""),
        new("recycle-bin-require", $$"""{ "dryRun": false, "recycleBin": "require", {{Time}} }"""),
        new("skip-guards", $$"""{ "dryRun": false, "skipGuards": ["images", "locks", "sharing", "kubernetes"], {{Time}} }"""),
        new("all-regions-verbose", $$"""{ "regions": ["all"], "excludeRegions": ["eu-north-1"], "verbose": true, {{Time}} }"""),
        new("invalid", """{ "maxAgeDay": 14, "dryRun": "false", "maxDeletions": -1, "regions": ["us-eest-1"] }"""),
    ];
}
