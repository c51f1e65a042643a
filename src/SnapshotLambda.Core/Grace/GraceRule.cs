namespace SnapshotLambda.Core;

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

internal sealed partial record Reason
{
    /// <summary>Its mark has not passed yet.</summary>
    public static Reason InGracePeriod { get; } = new(nameof(InGracePeriod), $"a candidate whose tag {OwnTags.DeleteAfter} has not passed yet");

    /// <summary>Its mark is neither a date nor an instant.</summary>
    public static Reason MarkUnreadable { get; } = new(nameof(MarkUnreadable), $"a candidate whose tag {OwnTags.DeleteAfter} is no date, as in 2026-12-31");
}
