namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps recovery points of AWS Backup, by the tag that its own policies go by. EC2 refuses to delete them as well.
    /// https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
    /// </summary>
    public static Guard Backup { get; } = OfTags("backup", Reason.ManagedByBackup, "aws:backup:source-resource");
}

internal sealed partial record Reason
{
    /// <summary>Managed by AWS Backup.</summary>
    public static Reason ManagedByBackup { get; } = new(nameof(ManagedByBackup), "managed by AWS Backup");
}
