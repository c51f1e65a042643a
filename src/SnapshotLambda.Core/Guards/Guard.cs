using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Guards;

/// <summary>
/// A protection by something outside the snapshot itself, which a payload can leave out by name (<c>skipGuards</c>), or one of its keys.
/// A guard that reads from AWS refuses its region if its answer is incomplete. This is the table of all guards.
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
    /// Keeps what services of AWS tag with keys of their own that do not begin with <c>aws:</c>, each as a service's documentation or a
    /// managed policy names it (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html):
    /// RDS Custom (AmazonRDSCustomServiceRolePolicy), GuardDuty (AmazonGuardDutyMalwareProtectionServiceRolePolicy), Inspector
    /// (AmazonInspector2AgentlessServiceRolePolicy), Launch Wizard (AmazonLaunchWizardFullAccessV2), Server Migration Service
    /// (ServerMigrationServiceRole), AWS Backup's gateway and restores (AWSBackupServiceRolePolicyForBackup), EKS
    /// (AmazonEKSBlockStoragePolicy), Red Hat OpenShift (ROSAAmazonEBSCSIDriverOperatorPolicy) and EC2 Fast Launch
    /// (https://docs.aws.amazon.com/AWSEC2/latest/WindowsGuide/win-fast-launch-manage-costs.html).
    /// What VSS and EC2 Image Builder tag is the owner's own.
    /// </summary>
    public static Guard AwsServices { get; } = new("awsServices", Reason.ManagedByAwsService)
    {
        TagKeys =
        [
            .. KeysOf(
                "AWSRDSCustom", "GuardDutyScanId", "GuardDutyFindingDetected", "InspectorScan", "LaunchWizardResourceGroupID", "SMSJobId",
                "AWSBackupManagedResource", "eks:eks-cluster-name", "ebs.csi.eks.amazonaws.com/cluster", "red-hat-managed"),
            new ProtectedKey("CreatedBy") { Value = "EC2 Fast Launch" },
        ],
    };

    /// <summary>
    /// Keeps the snapshots of backup products that a public source shows to tag them. Commvault's, as scripts know them that tell its
    /// snapshots from others (https://documentation.commvault.com/2024e/expert/automated_ami_and_ebs_snapshot_cleanup_for_amazon_ec2.html
    /// says what Commvault does with them). Rubrik's: its role deletes only what bears the key
    /// (https://www.scribd.com/document/555319935/Cloud-Native-Protection-for-AWS-RWP-0512, appendix A). Heptio Ark's, Velero's former
    /// name (https://github.com/vmware-tanzu/velero/blob/v0.10.0/pkg/backup/item_backupper.go).
    /// </summary>
    public static Guard BackupProducts { get; } = OfTags(
        "backupProducts",
        Reason.ManagedByBackupProduct,
        "_GX_BACKUP_", "_GX_AMI_", "CV-SubclientId", "CV-CreatedByJobId", "commvault:vendor", "commvault:createdBy", "rk_component",
        "ark.heptio.com/backup", "ark.heptio.com/pv", "ark.heptio.com/*");

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
    /// Keeps the snapshots that a version of a launch template names: EC2 would delete them, and the next launch would fail. Where the
    /// older versions are denied, or not asked for, the latest and the default one count.
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
    /// </summary>
    public static Guard LaunchTemplates { get; } = Reading(
        "launchTemplates", Reason.UsedByLaunchTemplate, "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplates");

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
        Backup, LifecycleManager, Kubernetes, Recovery, AwsTags, AwsServices, BackupProducts,
        Images, BinnedImages, LaunchTemplates, Locks, FastRestore, Tiering, Archive, Sharing,
    ];

    /// <summary>True if the tag has one of its keys, and the value where one is asked for.</summary>
    public bool Knows(Tag tag)
    {
        for (var i = 0; i < TagKeys.Count; i++)
            if (TagKeys[i].Matches(tag))
                return true;
        return false;
    }

    /// <summary>The text that leaves out one of its keys in <c>skipGuards</c>.</summary>
    public string Naming(ProtectedKey key) => $"{Name}:{key.Pattern}";

    private static Guard Reading(string name, Reason reason, params string[] permissions) =>
        new(name, reason) { Permissions = permissions };

    internal static Guard OfTags(string name, Reason reason, params string[] keys) =>
        new(name, reason) { TagKeys = [.. KeysOf(keys)] };

    private static IEnumerable<ProtectedKey> KeysOf(params string[] keys) => keys.Select(key => new ProtectedKey(key));
}
