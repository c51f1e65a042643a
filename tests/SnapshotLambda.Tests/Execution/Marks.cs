using System.Globalization;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Execution;

/// <summary>The marks of the tests, and the nights that set them.</summary>
internal static class Marks
{
    public const string Key = "snapshot-lambda:delete-after";

    public const string Grace = """ "graceDays": 2 """;

    public static readonly string Three = $""" "snapshots": [ {Scenario.Old(3)} ] """;

    public static string Day(int fromNow) =>
        TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(fromNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Marked(string id, string mark, string more = "") =>
        $$"""{ "id": "{{id}}", "volumeId": "vol-of-{{id}}", "ageDays": 90, "description": "{{id}}", "tags": { "{{Key}}": "{{mark}}"{{more}} } }""";

    public static InjectedFault Refusal(string code, string message, int status = 400) =>
        new(code) { Error = _ => new ApiError(code, message, status) };
}
