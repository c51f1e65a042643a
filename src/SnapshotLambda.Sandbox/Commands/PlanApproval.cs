using System.Globalization;
using SnapshotLambda.Core.Text;
using SnapshotLambda.Report.Approvals;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Approves what a dry run's plans delete. The function holds the ids against the plan that it wrote itself.</summary>
internal static class PlanApproval
{
    private const string Valid = "plans of one dry run, as in plan.json.gz, or its folder";
    private const int MostNamed = 3;

    /// <summary>Writes the event, the file of ids if it is asked for, and what to do next.</summary>
    /// <exception cref="UsageException">
    /// The plans are not those of one dry run that would delete something, or ids are not among it.
    /// </exception>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> paths, IdFile? except, IdFile? only, ApprovalOutput output, ConsoleEnvironment surroundings)
    {
        var plan = Read(paths);
        foreach (var file in new[] { except, only }.OfType<IdFile>()) RequireIn(plan, file);
        List<ApprovableSnapshot> approved =
        [
            .. plan.Snapshots.Where(snapshot => except?.Ids.Contains(snapshot.Id) != true && only?.Ids.Contains(snapshot.Id) != false),
        ];
        if (approved.Count == 0)
            throw new UsageException(
                $"--except '{except?.Path}' names all {Count(plan.Snapshots.Count)} snapshots that run {plan.RunId} would delete.",
                "a file that leaves some", "Take out of it what is to be deleted.");
        if (approved.Count > ApprovalText.MostIds && output.Ids is null)
            throw new UsageException(
                $"Run {plan.RunId} would delete {Count(approved.Count)} of these snapshots, and an event takes "
                + $"{Count(ApprovalText.MostIds)} ids.",
                "--approval FILE for the ids, which is then put to the bucket",
                $"Add --approval {plan.RunId}.json, or name fewer with --only FILE.");
        var ids = ApprovalText.Of(plan.RunId, approved.Select(snapshot => snapshot.Id));
        if (output.Ids is not null)
            await ApprovalOutput.WriteAsync("--approval", output.Ids, ids);
        await output.WriteAsync(output.Ids is null ? ids : ApprovalText.WithoutIds(plan.RunId), surroundings);
        foreach (var remark in Remarks(plan, approved, output, surroundings.Clock.GetUtcNow()))
            await surroundings.Error.WriteLineAsync(remark);
        return 0;
    }

    private static ApprovablePlan Read(IReadOnlyList<string> paths)
    {
        foreach (var path in paths.Where(RunFiles.IsNoPlan))
            throw new UsageException(
                $"{ApproveCommand.Run} '{path}' is no plan of SnapshotLambda: a log, or another file.",
                Valid + "; a log stands alone",
                "Name plan.json.gz of each region, or the folder of the run.");
        var plans = paths.SelectMany(path => RunFiles.Plans(ApproveCommand.Run, path)).ToList();
        try
        {
            return ApprovablePlan.Of(plans);
        }
        catch (InvalidPlanException fault)
        {
            throw new UsageException(fault.Message, Valid, "Check the paths.");
        }
    }

    /// <summary>An id that is not in the plan may be a misspelt one of it, and then the wrong snapshot would go, or stay.</summary>
    private static void RequireIn(ApprovablePlan plan, IdFile file)
    {
        var known = plan.Snapshots.Select(snapshot => snapshot.Id).ToHashSet(StringComparer.Ordinal);
        var unknown = file.Ids.Where(id => !known.Contains(id)).ToList();
        if (unknown.Count == 0) return;
        var others = unknown.Count > MostNamed ? $" and {Count(unknown.Count - MostNamed)} more" : "";
        throw new UsageException(
            $"{file.Option.Name} '{file.Path}' names {string.Join(", ", unknown.Take(MostNamed))}{others}, "
            + $"which run {plan.RunId} would not delete.",
            "ids of snapshots that these plans delete",
            "Correct the ids, or strike them out.");
    }

    private static IEnumerable<string> Remarks(
        ApprovablePlan plan, List<ApprovableSnapshot> approved, ApprovalOutput output, DateTimeOffset now)
    {
        yield return $"approved: {Count(approved.Count)} of {Count(plan.Snapshots.Count)} snapshots that run {plan.RunId} would delete, "
            + $"at most {AmountText.Size(approved.Sum(snapshot => snapshot.AtMostBytes))}";
        var tooLarge = plan.Plans.Where(header => header.IsTooLarge).Select(header => $"{header.Region} of {header.Account}").ToList();
        if (tooLarge.Count > 0)
            yield return $"note: {string.Join(", ", tooLarge)} would go beyond maxDeletePercent. The approval lifts it for these ids.";
        var until = plan.Plans.Min(header => header.PlannedAt).AddDays(ApprovalText.MostDays);
        var day = until.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        yield return until < now
            ? $"warning: the plan is older than {ApprovalText.MostDays} days, so the function refuses it since {day}. Do another dry run."
            : $"good until: {day}, {ApprovalText.MostDays} days after the plan";
        if (output.Ids is not null)
            yield return $"next: aws s3 cp {output.Ids} s3://BUCKET/approvals/{plan.RunId}.json, "
                + "where BUCKET is the stack's output Reports";
        yield return $"{(output.Ids is null ? "next" : "then")}: "
            + $"{(output.Event is null ? "save the event as a file and invoke that" : $"invoke {output.Event}")}, "
            + "again each night while the result has remaining";
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
