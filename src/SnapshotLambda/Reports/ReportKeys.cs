namespace SnapshotLambda.Reports;

/// <summary>The keys of the bucket of reports. The template's policies name the same folders.</summary>
internal static class ReportKeys
{
    /// <summary>The key of a run's file.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="name">The file's name below the run, as in <c>111122223333/eu-west-1/plan.json.gz</c>.</param>
    public static string OfRun(string runId, string name) => $"runs/{RunId.AsPath(runId)}/{name}";

    /// <summary>The key of the ids that people approve of a run's plans.</summary>
    public static string OfApproval(string runId) => $"approvals/{RunId.AsPath(runId)}.json";

    /// <summary>The name of a plan below its run.</summary>
    public static string PlanOf(string account, string region) => $"{account}/{region}/plan.json.gz";
}
