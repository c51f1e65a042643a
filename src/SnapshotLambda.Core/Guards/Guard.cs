namespace SnapshotLambda.Core.Guards;

/// <summary>
/// A protection by something outside the snapshot itself, which a payload can leave out by name (<c>skipGuards</c>). One
/// that AWS has to be asked for refuses its region if it cannot be read completely. This is the table of all guards.
/// </summary>
/// <param name="Name">Its name in <c>skipGuards</c>.</param>
/// <param name="Reason">Why what it names is kept.</param>
internal sealed record Guard(string Name, Reason Reason)
{
    /// <summary>The IAM actions that reading it takes; none where the snapshot's own tags say it all.</summary>
    public IReadOnlyList<string> Permissions { get; private init; } = [];

    /// <summary>
    /// The tag keys that show whose a snapshot is; empty for a guard that reads. These are the protected keys of the whole
    /// project: the planner, the session policy and the sandbox take them from here.
    /// </summary>
    public IReadOnlyList<ProtectedKey> TagKeys { get; private init; } = [];

    /// <summary>
    /// Keeps recovery points of AWS Backup, by the tag that its own policies go by. EC2 refuses to delete them as well.
    /// https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
    /// </summary>
    public static Guard Backup { get; } = OfTags("backup", Reason.ManagedByBackup, "aws:backup:source-resource");

    /// <summary>
    /// Keeps what Data Lifecycle Manager made: it deletes by its own schedule, and EC2 would let anyone else delete it too.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/dlm-elements.html
    /// </summary>
    public static Guard LifecycleManager { get; } = OfTags(
        "lifecycleManager",
        Reason.ManagedByLifecycleManager,
        "aws:dlm:lifecycle-policy-id", "aws:dlm:lifecycle-schedule-name", "aws:dlm:expirationTime", "dlm:managed", "aws:dlm:*");

    /// <summary>
    /// Keeps what a cluster still has an object for: the EBS CSI driver's
    /// (https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md) and Velero's, which names the
    /// backup and the persistent volume (https://github.com/vmware-tanzu/velero/blob/main/pkg/backup/item_backupper.go).
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
    /// Keeps whatever else a service of AWS has tagged: users cannot make a key that begins <c>aws:</c>.
    /// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions A key that another guard knows is that guard's alone.
    /// </summary>
    public static Guard AwsTags { get; } = OfTags("awsTags", Reason.ManagedByAws, "aws:*");

    /// <summary>
    /// Keeps what the account's AMIs are made of, deprecated and disabled ones included: EC2 refuses to delete those
    /// snapshots, and without them the AMI would be lost. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/disable-an-ami.html
    /// </summary>
    public static Guard Images { get; } = Reading("images", Reason.UsedByImage, "ec2:DescribeImages");

    /// <summary>
    /// Keeps what an AMI in the Recycle Bin is made of: EC2 would delete those snapshots, and without them the AMI cannot be
    /// restored. EC2 does not tell which they are, so their description must name the AMI.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-factors.html
    /// </summary>
    public static Guard BinnedImages { get; } = Reading("binnedImages", Reason.UsedByBinnedImage, "ec2:ListImagesInRecycleBin");

    /// <summary>
    /// Keeps what the latest or the default version of a launch template makes volumes of: EC2 would delete those snapshots,
    /// and the next launch would fail. Older versions that someone pinned are not seen.
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
    /// </summary>
    public static Guard LaunchTemplates { get; } = Reading("launchTemplates", Reason.UsedByLaunchTemplate, "ec2:DescribeLaunchTemplateVersions");

    /// <summary>
    /// Keeps what is locked; EC2 refuses to delete it as well. A lock that has expired holds no more.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html
    /// </summary>
    public static Guard Locks { get; } = Reading("locks", Reason.Locked, "ec2:DescribeLockedSnapshots");

    /// <summary>
    /// Keeps what somebody pays for by the hour to have restored fast, in any zone; also while that is being switched on or off.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-fast-snapshot-restore.html
    /// </summary>
    public static Guard FastRestore { get; } = Reading("fastRestore", Reason.FastRestoreEnabled, "ec2:DescribeFastSnapshotRestores");

    /// <summary>
    /// Keeps what someone has taken out of the archive for a time, or is moving into the archive or out of it: EC2 lists much of it as
    /// standard although it is not there to stay. https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive.html
    /// </summary>
    public static Guard Tiering { get; } = Reading("tiering", Reason.BeingTiered, "ec2:DescribeSnapshotTierStatus");

    /// <summary>
    /// Keeps what is archived and not known to have been so for 90 days: AWS charges for these in any case, so that deleting
    /// earlier saves nothing. https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive-pricing.html
    /// </summary>
    public static Guard Archive { get; } = Reading("archive", Reason.ArchivedUnder90Days, "ec2:DescribeSnapshotTierStatus");

    /// <summary>
    /// Keeps what other accounts may make volumes of, or everyone: deleting it would take it from them without a word.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html
    /// </summary>
    public static Guard Sharing { get; } = Reading("sharing", Reason.SharedWithOthers, "ec2:DescribeSnapshots", "ec2:DescribeSnapshotAttribute");

    /// <summary>All guards, in the order in which they are asked.</summary>
    public static IReadOnlyList<Guard> All { get; } =
        [Backup, LifecycleManager, Kubernetes, Recovery, AwsTags, Images, BinnedImages, LaunchTemplates, Locks, FastRestore, Tiering, Archive, Sharing];

    /// <summary>Whether this is one of its tag keys.</summary>
    public bool Knows(string tagKey)
    {
        for (var i = 0; i < TagKeys.Count; i++)
            if (TagKeys[i].Matches(tagKey))
                return true;
        return false;
    }

    private static Guard Reading(string name, Reason reason, params string[] permissions) => new(name, reason) { Permissions = permissions };

    internal static Guard OfTags(string name, Reason reason, params string[] keys) =>
        new(name, reason) { TagKeys = [.. keys.Select(key => new ProtectedKey(key))] };
}
