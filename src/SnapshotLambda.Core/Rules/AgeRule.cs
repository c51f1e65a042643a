namespace SnapshotLambda.Core;

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

internal sealed partial record Reason
{
    /// <summary>Younger than <c>maxAgeDays</c>.</summary>
    public static Reason TooYoung { get; } = new(nameof(TooYoung), "not older than maxAgeDays");

    /// <summary>EC2 names no start time.</summary>
    public static Reason StartTimeUnknown { get; } = new(nameof(StartTimeUnknown), "EC2 names no start time, so its age is unknown");
}
