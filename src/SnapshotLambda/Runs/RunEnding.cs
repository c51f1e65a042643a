using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Runs;

/// <summary>
/// Makes a run's result when it is over: the clock is looked at as late as that, once all that is told of has happened, so nobody can
/// take the time too early.
/// </summary>
/// <param name="beginning">What is known of the run from its beginning.</param>
/// <param name="time">The clock.</param>
internal sealed class RunEnding(RunResultBuilder beginning, TimeProvider time)
{
    /// <summary>The run's id.</summary>
    public string RunId => beginning.RunId;

    /// <summary>The result of a run that came to its regions.</summary>
    /// <param name="regions">Their results.</param>
    /// <param name="approvedUnknown">How many approved ids none of them has; null where none were given, or where that cannot be told.</param>
    public RunResult Of(IReadOnlyList<RegionResult> regions, int? approvedUnknown) => Now.Of(regions, approvedUnknown);

    /// <summary>The result of a run that did not come to its regions.</summary>
    public RunResult Of(RunStatus status, string? reason, string message, string? nextStep = null) => Now.Of(status, reason, message, nextStep);

    private RunResultBuilder Now => beginning with { FinishedAt = time.GetUtcNow() };
}
