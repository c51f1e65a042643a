using System.Globalization;
using System.Text.Json.Nodes;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>
/// A small fleet for the policies that docs/policies.md has for an example: volumes of dev and prod, and what has neither tag. The
/// snapshots stand in the calendar so that on every day as many stay and go.
/// </summary>
internal static class PolicyFleet
{
    private static readonly int[] MonthsBack = [3, 4, 5, 6], YearsBack = [2, 3];

    /// <summary>The inside of a region of a fleet file.</summary>
    public static string Region(DateTimeOffset now)
    {
        var snapshots = new JsonArray(
        [
            Aged("dev-a-3", "vol-dev-a", 3, "dev"), Aged("dev-a-6", "vol-dev-a", 6, "dev"),
            Aged("dev-a-10", "vol-dev-a", 10, "dev"), Aged("dev-a-20", "vol-dev-a", 20, "dev"),
            Aged("dev-b-4", "vol-dev-b", 4, "dev"), Aged("dev-b-12", "vol-dev-b", 12, "dev"),
            Aged("prod-5", "vol-prod", 5, "prod"), Aged("prod-11", "vol-prod", 11, "prod"), Aged("prod-19", "vol-prod", 19, "prod"),
            Aged("prod-26", "vol-prod", 26, "prod"), Aged("prod-33", "vol-prod", 33, "prod"),
            .. MonthsBack.SelectMany(back => OfOneMonth($"prod-month-{back}", new DateOnly(now.Year, now.Month, 1).AddMonths(-back))),
            .. YearsBack.SelectMany(back => OfOneMonth($"prod-year-{back}", new DateOnly(now.Year - back, 7, 1))),
            Aged("legacy", "vol-legacy", 300, environment: null),
            Described(Aged("last-backup", "vol-gone", 310, environment: null), "before the move"),
            Described(Aged("left-new", "vol-build-1", 90, environment: null), "Created by CreateImage(i-00000001) for ami-00000001"),
            Described(
                Aged("left-known", "vol-build-2", 500, environment: null), "Created by CreateImage(i-00000002) for ami-00000002",
                ("snapshot-lambda:leftover-since", Date(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-20)))),
        ]);
        return $"""
            "volumes": ["vol-dev-a", "vol-dev-b", "vol-prod", "vol-legacy"], "snapshots": {snapshots.ToJsonString()}
            """;
    }

    private static JsonNode[] OfOneMonth(string name, DateOnly month) =>
        [Started($"{name}-first", month.AddDays(4)), Started($"{name}-last", month.AddDays(14))];

    private static JsonObject Started(string name, DateOnly day) => Tagged(
        new JsonObject { ["id"] = $"snap-{name}", ["volumeId"] = "vol-prod", ["startTime"] = $"{Date(day)}T02:00:00Z" },
        ("Environment", "prod"));

    private static JsonObject Aged(string name, string volume, int days, string? environment)
    {
        var snapshot = new JsonObject { ["id"] = $"snap-{name}", ["volumeId"] = volume, ["ageDays"] = days };
        return environment is null ? snapshot : Tagged(snapshot, ("Environment", environment));
    }

    private static JsonObject Described(JsonObject snapshot, string description, params (string Key, string Value)[] tags)
    {
        snapshot["description"] = description;
        return Tagged(snapshot, tags);
    }

    private static JsonObject Tagged(JsonObject snapshot, params (string Key, string Value)[] tags)
    {
        snapshot["tags"] = new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
        return snapshot;
    }

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
