using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Execution;

/// <summary>What came of a region's deletions so far, and what that means for those that have not had their turn.</summary>
internal sealed class DeletionBreaker
{
    private const int DenialsInARow = 3;

    private int _deniedInARow;
    private bool _isDenied;
    private bool _isLet;
    private bool _isThrottledOut;
    private bool _isLate;

    /// <summary>How many count towards the cap.</summary>
    public int Spent { get; private set; }

    /// <summary>Whether a reply has shown that deletions are permitted, and where they end.</summary>
    public bool AreProven { get; private set; }

    /// <summary>Whether so many were denied in a row that the rest may be denied as well; never once there is no rest to come.</summary>
    public bool AreInDoubt => !AreOver && _deniedInARow >= DenialsInARow;

    /// <summary>Why no further one may start; none if one may.</summary>
    public EarlyStop Stop { get; set; }

    /// <summary>Whether no further one may start.</summary>
    public bool AreOver => Stop.Reason is not null;

    /// <summary>Takes what came of another.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <param name="isTrusted">Whether deletions were seen to end where they should.</param>
    public void Take(DeleteAttempt attempt, bool isTrusted)
    {
        if (!attempt.IsUnsent) _deniedInARow = attempt.IsDenied ? _deniedInARow + 1 : 0;
        _isDenied |= attempt.IsDenied;
        _isLet |= attempt.IsAnswered;
        _isLate |= attempt.IsLate;
        _isThrottledOut |= attempt.Outcome.Kind is OutcomeKind.NotAttempted;
        AreProven |= attempt.IsAnswered && isTrusted;
        if (attempt.IsSpent) Spent++;
        if (!AreOver) Stop = attempt.IsSystemic ? EarlyStop.Systemic(attempt.Error!.Code) : attempt.Stop;
    }

    /// <summary>Ends the doubt: why the rest cannot be deleted either; none if it can.</summary>
    public void Resolve(EarlyStop denial)
    {
        _deniedInARow = 0;
        if (denial.Reason is not null) Stop = denial;
    }

    /// <summary>Says that no further one will come.</summary>
    /// <param name="oneWasLet">Whether EC2 was seen, before the first, to let at least one be deleted.</param>
    /// <returns>Why they ended early; none if they did not.</returns>
    public EarlyStop End(bool oneWasLet)
    {
        // Too few to probe others, but now not even that one is let: this is about more than single snapshots.
        if (!AreOver && oneWasLet && _isDenied && !_isLet) Stop = EarlyStop.Systemic("UnauthorizedOperation");
        return AreOver ? Stop : _isLate ? EarlyStop.Deadline : _isThrottledOut ? EarlyStop.Throttled : EarlyStop.None;
    }
}
