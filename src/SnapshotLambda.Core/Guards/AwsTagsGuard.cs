namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps whatever else a service of AWS has tagged: users cannot make a key that begins <c>aws:</c>.
    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions A key that another guard knows is that guard's alone.
    /// </summary>
    public static Guard AwsTags { get; } = OfTags("awsTags", Reason.ManagedByAws, "aws:*");
}

internal sealed partial record Reason
{
    /// <summary>Managed by some other service of AWS.</summary>
    public static Reason ManagedByAws { get; } = new(nameof(ManagedByAws), "tagged by a service of AWS: a key of it begins aws:");
}
