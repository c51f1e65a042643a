using System.Globalization;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.Sandbox.Progress;

/// <summary>Describes the progress of a run in a few words.</summary>
internal static class ProgressText
{
    /// <summary>The regions and snapshots read, and the number of calls if it is known.</summary>
    public static string Reading(RunState state, int? calls)
    {
        var read = state.RegionsRead == 0
            ? "no region is read yet"
            : $"{Of(state.RegionsRead, "region")} read, {Of(state.Sum(region => region.Scanned), "snapshot")}";
        return calls is { } answered ? $"{read}; {Of(answered, "call")} to EC2 and STS" : read;
    }

    /// <summary>The plan and its progress; null before there is a plan.</summary>
    public static string? Deleting(RunState state)
    {
        if (state.RegionsRead == 0)
            return null;
        if (state.IsDryRun != false)
            return $"{Of(state.Sum(region => region.WouldDelete), "snapshot")} would be deleted";
        var parts = new List<string>
        {
            $"deleted {ReportText.Count(state.Sum(region => region.Deleted))} of {ReportText.Count(state.Planned)}",
        };
        if (state.Sum(region => region.ToMark) is > 0 and var toMark)
            parts.Add($"marked {ReportText.Count(state.Sum(region => region.Marked))} of {ReportText.Count(toMark)}");
        if (state.Sum(region => region.Failed) is > 0 and var failed)
            parts.Add($"failed {ReportText.Count(failed)}");
        if (state.PerSecond is { } rate)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} a second"));
        if (state.Left is { } left)
            parts.Add($"about {Duration(left)} left");
        if (state.Sum(region => region.Throttles) is > 0 and var throttles)
            parts.Add($"EC2 throttles: {ReportText.Count(throttles)}");
        return string.Join(", ", parts);
    }

    /// <summary>Both in one line.</summary>
    public static string Line(RunState state, int? calls) =>
        Deleting(state) is { } deleting ? $"{Reading(state, calls)}; {deleting}" : Reading(state, calls);

    /// <summary>A duration, as in <c>45 s</c> or <c>2 min</c>.</summary>
    public static string Duration(TimeSpan duration) =>
        duration < TimeSpan.FromMinutes(2)
            ? $"{Math.Ceiling(duration.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} s"
            : $"{Math.Ceiling(duration.TotalMinutes).ToString("0", CultureInfo.InvariantCulture)} min";

    private static string Of(int count, string what) => $"{ReportText.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
