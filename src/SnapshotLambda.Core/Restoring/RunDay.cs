using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Restoring;

/// <summary>The day in a run's id, as in <c>2026-11-27-8d1f…</c>.</summary>
internal static class RunDay
{
    private const int Length = 10;

    /// <summary>The UTC day of the run's start; null if the text is no run's id.</summary>
    public static DateOnly? Of(string runId) =>
        runId.Length > Length + 1
        && runId[Length] == '-'
        && runId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && IsoDate.TryReadDay(runId[..Length], out var day)
            ? day
            : null;
}
