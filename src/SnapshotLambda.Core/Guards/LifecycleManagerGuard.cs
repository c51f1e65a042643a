namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what Data Lifecycle Manager made: it deletes by its own schedule, and EC2 would let anyone else delete it too.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/dlm-elements.html
    /// </summary>
    public static Guard LifecycleManager { get; } = OfTags(
        "lifecycleManager",
        Reason.ManagedByLifecycleManager,
        "aws:dlm:lifecycle-policy-id", "aws:dlm:lifecycle-schedule-name", "aws:dlm:expirationTime", "dlm:managed", "aws:dlm:*");
}

internal sealed partial record Reason
{
    /// <summary>Managed by Data Lifecycle Manager.</summary>
    public static Reason ManagedByLifecycleManager { get; } = new(nameof(ManagedByLifecycleManager), "managed by Data Lifecycle Manager");
}
