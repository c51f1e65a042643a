using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Report.Tests.Results;

/// <summary>Results of the runs whose plans <see cref="PlanText"/> writes.</summary>
internal static class ExampleResults
{
    public static RunResult Succeeded { get; } = new()
    {
        Status = RunStatus.Succeeded,
        Message = "Dry run: 1 of 2 snapshots in eu-west-1 would be deleted, oldest first.",
        NextStep = "Nothing was deleted. Read what would go; to delete it, run again with \"dryRun\": false.",
        RunId = PlanText.Header.RunId,
        Version = PlanText.Header.Version,
        DryRun = true,
        StartedAt = PlanText.Now,
        FinishedAt = PlanText.Now.AddSeconds(4),
        Regions = [Region(RegionStatus.Succeeded, null, "1 of 2 snapshots would be deleted.")],
    };

    /// <summary>The result of a real run whose deletion of a snapshot failed.</summary>
    public static RunResult Failing(string id) => Succeeded with
    {
        Status = RunStatus.PartiallyFailed,
        Reason = StopReason.DeletionsFailed,
        DryRun = false,
        Message = "Deleted 1 of 2 snapshots; 1 failed for good.",
        NextStep = "Read the failures: a next run tries those snapshots again.",
        Totals = new Totals { Deleted = 1, Failed = 1 },
        Regions =
        [
            Region(RegionStatus.PartiallyFailed, StopReason.DeletionsFailed, "1 deletion failed.") with
            {
                Deleted = 1,
                FullSizeBytes = 8L << 30,
                Failures = [new SnapshotFailure(id, "InternalError", "An internal error has occurred", "req-1", 5)],
            },
        ],
    };

    /// <summary>The result of a run whose only region was refused before it was planned.</summary>
    public static RunResult Refused { get; } = Succeeded with
    {
        Status = RunStatus.Refused,
        Reason = StopReason.GuardUnreadable,
        DryRun = false,
        Message = "eu-west-1: the guard images could not be read, so nothing was deleted there.",
        NextStep = "Do what eu-west-1 asks for and run again: nothing was deleted there.",
        Regions = [Region(RegionStatus.Refused, StopReason.GuardUnreadable, "ec2:DescribeImages is denied. Grant it.")],
    };

    private static RegionResult Region(RegionStatus status, string? reason, string message) => new()
    {
        Account = PlanText.Header.Account,
        Region = PlanText.Header.Region,
        Status = status,
        Reason = reason,
        Message = message,
        Fence = "verified",
    };
}
