using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps snapshots until the end of the UTC day that a tag of <c>keepUntilTags</c> names. A value that is no date keeps too. A tag never
/// lets a snapshot go earlier.
/// </summary>
internal sealed class KeepUntilRule(DateTags tags, DateTimeOffset referenceTime) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => tags.StateOn(snapshot, referenceTime) switch
    {
        MarkState.Pending => Reason.KeepUntil,
        MarkState.Unreadable => Reason.KeepUntilUnreadable,
        MarkState.Passed or null => null,
    };
}
