using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Execution;

/// <summary>The circuit breaker of a region's deletions: it says from those so far whether others may start.</summary>
internal sealed class DeletionBreaker
{
    private const int DenialsInARow = 3;
    private const string Denied = "UnauthorizedOperation";

    private int _deniedInARow;
    private bool _isDenied;
    private bool _isLet;
    private bool _isThrottledOut;
    private bool _isLate;

    /// <summary>The number of deletions that count towards the cap.</summary>
    public int Spent { get; private set; }

    /// <summary>Whether a reply has shown that deletions are permitted, and where they end.</summary>
    public bool AreProven { get; private set; }

    /// <summary>Whether so many were denied in a row that the rest may be denied as well. Never once deletions are over.</summary>
    public bool AreInDoubt => !AreOver && _deniedInARow >= DenialsInARow;

    /// <summary>The cause why no further deletion may start; null if one may.</summary>
    public EarlyStop? Stop { get; set; }

    /// <summary>Whether no further deletion may start.</summary>
    public bool AreOver => Stop is not null;

    /// <summary>Takes note of an attempt.</summary>
    /// <param name="attempt">An attempt that has ended.</param>
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

    /// <summary>Ends the doubt.</summary>
    /// <param name="met">The error that the rest would meet too; null if one is permitted, or where that cannot be told.</param>
    public void Resolve(AwsError? met)
    {
        _deniedInARow = 0;
        if (met is not null) Stop = EarlyStop.Systemic(met.Class is ErrorClass.Denied ? Denied : met.Code);
    }

    /// <summary>Ends the deletions.</summary>
    /// <param name="oneWasLet">Whether EC2 was seen, before the first, to let at least one be deleted.</param>
    /// <returns>The cause of their early end; null if there was none.</returns>
    public EarlyStop? End(bool oneWasLet)
    {
        // Too few to probe others, but now not even that one is let: this is about more than single snapshots.
        if (!AreOver && oneWasLet && _isDenied && !_isLet) Stop = EarlyStop.Systemic(Denied);
        return AreOver ? Stop : _isLate ? EarlyStop.Deadline : _isThrottledOut ? EarlyStop.Throttled : null;
    }
}
