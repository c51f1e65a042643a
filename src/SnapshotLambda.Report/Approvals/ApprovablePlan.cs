using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Approvals;

/// <summary>
/// What a person may approve of a dry run: what it would delete that night. What it keeps, marks or leaves to another night is not among
/// it.
/// </summary>
internal sealed class ApprovablePlan
{
    private ApprovablePlan(IReadOnlyList<PlanHeader> plans, IReadOnlyList<ApprovableSnapshot> snapshots) =>
        (Plans, Snapshots) = (plans, snapshots);

    /// <summary>The plans, at least one.</summary>
    public IReadOnlyList<PlanHeader> Plans { get; }

    /// <summary>The snapshots, at least one, each once, the oldest first.</summary>
    public IReadOnlyList<ApprovableSnapshot> Snapshots { get; }

    /// <summary>The id of the run.</summary>
    public string RunId => Plans[0].RunId;

    /// <summary>Reads the plans of a dry run.</summary>
    /// <param name="files">The plans of one run, at least one.</param>
    /// <exception cref="InvalidPlanException">They are of several runs or of a real one, or none of them deletes anything.</exception>
    public static ApprovablePlan Of(IReadOnlyList<PlanFile> files)
    {
        RunReport.RequireOneRun(files, result: null);
        if (files.FirstOrDefault(file => !file.Header.DryRun) is { Header: var real })
            throw new InvalidPlanException(
                $"The plan of {real.Region} of account {real.Account} is a real run's, {real.RunId}: it has been carried out. "
                + "Name the plans of a dry run.");
        var snapshots = files.SelectMany(file => file.Snapshots())
            .Where(snapshot => snapshot.Decision is PlanDecision.Delete)
            .Select(snapshot => new ApprovableSnapshot(snapshot.Id, snapshot.StartTime, snapshot.AtMostBytes))
            .DistinctBy(snapshot => snapshot.Id, StringComparer.Ordinal)
            .OrderBy(Seconds)
            .ThenBy(snapshot => snapshot.Id, StringComparer.Ordinal)
            .ToList();
        return snapshots.Count > 0
            ? new ApprovablePlan([.. files.Select(file => file.Header)], snapshots)
            : throw new InvalidPlanException(
                $"Run {files[0].Header.RunId} would delete nothing, so there is nothing to approve. Name the plans of a run that would.");
    }

    // The page knows no more of a start.
    private static long Seconds(ApprovableSnapshot snapshot) => snapshot.StartTime?.ToUnixTimeSeconds() ?? long.MaxValue;
}
