namespace SnapshotLambda.Reports;

/// <summary>A run's id: the UTC day of its beginning, and the Lambda request id. So the newest runs stand last in a list.</summary>
internal static class RunId
{
    /// <summary>The id of a run, as in <c>2026-11-27-8d1f…</c>.</summary>
    public static string Of(DateTimeOffset startedAt, string requestId) =>
        FormattableString.Invariant($"{startedAt.UtcDateTime:yyyy-MM-dd}-{requestId}");

    /// <summary>The id as a part of a path: Lambda's request ids have no other characters, but a caller of a test may send any.</summary>
    public static string AsPath(string runId) =>
        string.Concat(runId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
