namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps the points that Elastic Disaster Recovery and Application Migration Service would recover or launch from:
    /// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSElasticDisasterRecoveryServiceRolePolicy.html and
    /// https://docs.aws.amazon.com/mgn/latest/ug/using-service-linked-roles.html
    /// </summary>
    public static Guard Recovery { get; } = OfTags(
        "recovery", Reason.ManagedByRecoveryService, "AWSElasticDisasterRecoveryManaged", "AWSApplicationMigrationServiceManaged");
}

internal sealed partial record Reason
{
    /// <summary>Managed by a recovery or migration service.</summary>
    public static Reason ManagedByRecoveryService { get; } =
        new(nameof(ManagedByRecoveryService), "managed by Elastic Disaster Recovery or Application Migration Service");
}
