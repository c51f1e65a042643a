using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps what is marked for later, whatever <c>graceDays</c> is now: what was promised when it was marked holds. A mark that
/// cannot be read keeps too.
/// </summary>
internal sealed class GraceRule(DateTimeOffset referenceTime) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => Mark.On(snapshot) is not { } mark
        ? null
        : mark.StateAt(referenceTime) switch
        {
            MarkState.Pending => Reason.InGracePeriod,
            MarkState.Passed => null,
            MarkState.Unreadable => Reason.MarkUnreadable,
        };
}
