using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps snapshots that were started at the cutoff or later, or have no start time. Their age counts from <c>StartTime</c>, the instant
/// whose data the snapshot holds; <c>ec2:SnapshotTime</c> in IAM policies is the same instant.
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
