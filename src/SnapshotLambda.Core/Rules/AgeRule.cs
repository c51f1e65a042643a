using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps what was started at the cutoff or later, and what has no start time. Age is reckoned by <c>StartTime</c>, the
/// instant the snapshot shows its volume at, and so does <c>ec2:SnapshotTime</c> in IAM policies.
/// </summary>
internal sealed class AgeRule(DateTimeOffset cutoff) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => snapshot.StartTime switch
    {
        null => Reason.StartTimeUnknown,
        { } started when started >= cutoff => Reason.TooYoung,
        _ => null,
    };
}
