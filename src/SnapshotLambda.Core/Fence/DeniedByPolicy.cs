namespace SnapshotLambda.Core;

internal sealed partial record Reason
{
    /// <summary>A policy denies its deletion, in a session that was seen to let others go.</summary>
    public static Reason DeniedByPolicy { get; } = new(nameof(DeniedByPolicy), "an IAM policy denies its deletion and lets others go");
}
