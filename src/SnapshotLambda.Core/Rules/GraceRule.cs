using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps marked snapshots until their date, whatever <c>graceDays</c> is now: the mark's promise holds. An unreadable mark keeps its
/// snapshot too.
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
