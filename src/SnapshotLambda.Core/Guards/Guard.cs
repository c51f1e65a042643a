namespace SnapshotLambda.Core.Guards;

/// <summary>
/// A protection by something outside the snapshot itself, which a payload can leave out by name (<c>skipGuards</c>). A guard that reads
/// from AWS refuses its region if its answer is incomplete. This is the table of all guards.
/// </summary>
/// <param name="Name">Its name in <c>skipGuards</c>.</param>
/// <param name="Reason">The reason for which it keeps a snapshot.</param>
internal sealed record Guard(string Name, Reason Reason)
{
    /// <summary>The IAM actions that reading it takes; none for a guard that goes by the snapshot's own tags.</summary>
    public IReadOnlyList<string> Permissions { get; private init; } = [];

    /// <summary>
    /// The tag keys that show the owner of a snapshot; empty for a guard that reads. The planner, the session policy and the sandbox take
    /// the protected keys from here.
    /// </summary>
    public IReadOnlyList<ProtectedKey> TagKeys { get; private init; } = [];

    /// <summary>
    /// Keeps recovery points of AWS Backup, by the tag that AWS Backup's own IAM policies use. EC2 also refuses to delete them.
    /// https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
    /// </summary>
    public static Guard Backup { get; } = OfTags("backup", Reason.ManagedByBackup, "aws:backup:source-resource");

    /// <summary>
    /// Keeps snapshots of Data Lifecycle Manager: it deletes by its own schedule, and EC2 would let anyone else delete them too.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/dlm-elements.html
    /// </summary>
    public static Guard LifecycleManager { get; } = OfTags(
        "lifecycleManager",
        Reason.ManagedByLifecycleManager,
        "aws:dlm:lifecycle-policy-id", "aws:dlm:lifecycle-schedule-name", "aws:dlm:expirationTime", "dlm:managed", "aws:dlm:*");

    /// <summary>
    /// Keeps snapshots that a cluster still has an object for: the EBS CSI driver's
    /// (https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md) and Velero's, which names the backup and the
    /// persistent volume (https://github.com/vmware-tanzu/velero/blob/main/pkg/backup/item_backupper.go).
    /// </summary>
    public static Guard Kubernetes { get; } = OfTags(
        "kubernetes",
        Reason.ManagedByKubernetes,
        "CSIVolumeSnapshotName", "ebs.csi.aws.com/cluster", "velero.io/backup", "velero.io/pv", "kubernetes.io/cluster/*", "velero.io/*");

    /// <summary>
    /// Keeps the points that Elastic Disaster Recovery and Application Migration Service would recover or launch from:
    /// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSElasticDisasterRecoveryServiceRolePolicy.html and
    /// https://docs.aws.amazon.com/mgn/latest/ug/using-service-linked-roles.html
    /// </summary>
    public static Guard Recovery { get; } = OfTags(
        "recovery", Reason.ManagedByRecoveryService, "AWSElasticDisasterRecoveryManaged", "AWSApplicationMigrationServiceManaged");

    /// <summary>
    /// Keeps snapshots that any other AWS service has tagged: users cannot create a key that begins with <c>aws:</c>.
    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions A key that another guard knows belongs to that
    /// guard alone.
    /// </summary>
    public static Guard AwsTags { get; } = OfTags("awsTags", Reason.ManagedByAws, "aws:*");

    /// <summary>
    /// Keeps the snapshots of the account's AMIs, deprecated and disabled ones included: EC2 refuses to delete them, and without them the
    /// AMI would be lost. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/disable-an-ami.html
    /// </summary>
    public static Guard Images { get; } = Reading("images", Reason.UsedByImage, "ec2:DescribeImages");

    /// <summary>
    /// Keeps the snapshots of AMIs in the Recycle Bin: EC2 would delete them, and without them the AMI cannot be restored. EC2 does not
    /// list them, so a snapshot's description must name the AMI. https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-factors.html
    /// </summary>
    public static Guard BinnedImages { get; } = Reading("binnedImages", Reason.UsedByBinnedImage, "ec2:ListImagesInRecycleBin");

    /// <summary>
    /// Keeps the snapshots that the latest or the default version of a launch template names: EC2 would delete them, and the next launch
    /// would fail. Older versions that someone pinned are not read.
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
    /// </summary>
    public static Guard LaunchTemplates { get; } =
        Reading("launchTemplates", Reason.UsedByLaunchTemplate, "ec2:DescribeLaunchTemplateVersions");

    /// <summary>
    /// Keeps locked snapshots; EC2 also refuses to delete them. An expired lock no longer holds.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html
    /// </summary>
    public static Guard Locks { get; } = Reading("locks", Reason.Locked, "ec2:DescribeLockedSnapshots");

    /// <summary>
    /// Keeps snapshots enabled for fast restore in any zone, which somebody pays for by the hour; also while it is being switched on or
    /// off. https://docs.aws.amazon.com/ebs/latest/userguide/ebs-fast-snapshot-restore.html
    /// </summary>
    public static Guard FastRestore { get; } = Reading("fastRestore", Reason.FastRestoreEnabled, "ec2:DescribeFastSnapshotRestores");

    /// <summary>
    /// Keeps snapshots that someone restored from the archive temporarily, or is moving into or out of it: EC2 lists many of them as
    /// standard. https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive.html
    /// </summary>
    public static Guard Tiering { get; } = Reading("tiering", Reason.BeingTiered, "ec2:DescribeSnapshotTierStatus");

    /// <summary>
    /// Keeps snapshots not known to have been archived for 90 days: AWS charges for these days in any case, so an earlier deletion saves
    /// nothing. https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive-pricing.html
    /// </summary>
    public static Guard Archive { get; } = Reading("archive", Reason.ArchivedUnder90Days, "ec2:DescribeSnapshotTierStatus");

    /// <summary>
    /// Keeps snapshots shared with other accounts or with everyone: a deletion would take them away without a notice.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html
    /// </summary>
    public static Guard Sharing { get; } =
        Reading("sharing", Reason.SharedWithOthers, "ec2:DescribeSnapshots", "ec2:DescribeSnapshotAttribute");

    /// <summary>All guards, in the order in which they are asked.</summary>
    public static IReadOnlyList<Guard> All { get; } =
    [
        Backup, LifecycleManager, Kubernetes, Recovery, AwsTags,
        Images, BinnedImages, LaunchTemplates, Locks, FastRestore, Tiering, Archive, Sharing,
    ];

    /// <summary>True if this is one of its tag keys.</summary>
    public bool Knows(string tagKey)
    {
        for (var i = 0; i < TagKeys.Count; i++)
            if (TagKeys[i].Matches(tagKey))
                return true;
        return false;
    }

    private static Guard Reading(string name, Reason reason, params string[] permissions) =>
        new(name, reason) { Permissions = permissions };

    internal static Guard OfTags(string name, Reason reason, params string[] keys) =>
        new(name, reason) { TagKeys = [.. keys.Select(key => new ProtectedKey(key))] };
}
