using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>What a report tells: a result, and how it came about.</summary>
/// <param name="Result">The function's result.</param>
internal sealed record ReportContent(RunResult Result)
{
    /// <summary>How often the event was delivered; the result is the last delivery's.</summary>
    public int Deliveries { get; init; } = 1;

    /// <summary>Where it ran, as in <c>sandbox</c> or <c>AWS</c>.</summary>
    public string Where { get; init; } = "sandbox";

    /// <summary>What each reason to keep means, by its name. A reason without one is shown by its name.</summary>
    public IReadOnlyDictionary<string, string> Explanations { get; init; } = Reason.All.ToDictionary(reason => reason.Name, reason => reason.Explanation);

    /// <summary>How to go on, each a command and what it does; empty where only the result's own next step is shown.</summary>
    public IReadOnlyList<(string Command, string Does)> GoOn { get; init; } = [];
}
