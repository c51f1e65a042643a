using System.Text.Encodings.Web;
using System.Text.Json;

namespace SnapshotLambda.Report.Approvals;

/// <summary>
/// An approval as JSON: a payload of the function. The page's script writes the same, to the letter. Ids stand one a line, so that a person
/// can strike some out.
/// </summary>
internal static class ApprovalText
{
    /// <summary>The most ids that a payload holds.</summary>
    public const int MostIds = 9_000;

    /// <summary>The most days between a plan and the run that it is approved for.</summary>
    public const int MostDays = 14;

    /// <summary>The approval of these snapshots of a run.</summary>
    public static string Of(string runId, IEnumerable<string> snapshotIds) =>
        $"{Beginning(runId)}, \"approvedSnapshotIds\": [\n{string.Join(",\n", snapshotIds.Select(Quoted))}\n]}}\n";

    /// <summary>
    /// The payload of an approval whose ids stand in a file of their own, below <c>approvals/</c> in the function's bucket.
    /// </summary>
    public static string WithoutIds(string runId) => $"{Beginning(runId)}}}\n";

    private static string Beginning(string runId) => $"{{\"dryRun\": false, \"approvedRun\": {Quoted(runId)}";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
