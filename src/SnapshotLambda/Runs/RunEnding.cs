using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Runs;

/// <summary>
/// Makes a run's result when the run is over. The end is read from the clock here, so that nobody takes the time too early.
/// </summary>
/// <param name="beginning">The facts that are known from the run's beginning.</param>
/// <param name="time">The clock.</param>
internal sealed class RunEnding(RunResultBuilder beginning, TimeProvider time)
{
    /// <summary>The run's id.</summary>
    public string RunId => beginning.RunId;

    /// <summary>The result of a run that came to its regions.</summary>
    /// <param name="regions">The results of its regions.</param>
    /// <param name="approvedUnknown">The number of approved ids that none of them has; null where none were given, or where that cannot be
    /// told.</param>
    /// <param name="outsidePlans">The number of approved ids that no approved plan had to be deleted.</param>
    public RunResult Of(IReadOnlyList<RegionResult> regions, int? approvedUnknown, int outsidePlans) =>
        Now.Of(regions, approvedUnknown, outsidePlans);

    /// <summary>The result of a run that did not come to its regions.</summary>
    public RunResult Of(RunStatus status, string? reason, string message, string? nextStep = null) =>
        Now.Of(status, reason, message, nextStep);

    private RunResultBuilder Now => beginning with { FinishedAt = time.GetUtcNow() };
}
