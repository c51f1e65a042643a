using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The content of a report: a result, and how it came about.</summary>
internal sealed record ReportContent(RunResult Result)
{
    /// <summary>The number of deliveries; the result is the last one's.</summary>
    public int Deliveries { get; init; } = 1;

    /// <summary>The place of the run, <c>sandbox</c> or <c>AWS</c> for example.</summary>
    public string Where { get; init; } = "sandbox";

    /// <summary>The explanation of each reason, by its name. A reason without one is shown by its name.</summary>
    public IReadOnlyDictionary<string, string> Explanations { get; init; } = Reason.All.ToDictionary(
        reason => reason.Name, reason => reason.Explanation);

    /// <summary>The next commands, with their purposes; empty to show only the result's own next step.</summary>
    public IReadOnlyList<(string Command, string Does)> GoOn { get; init; } = [];
}
