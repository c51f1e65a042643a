namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what a cluster still has an object for: the EBS CSI driver's
    /// (https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md) and Velero's, which names the
    /// backup and the persistent volume (https://github.com/vmware-tanzu/velero/blob/main/pkg/backup/item_backupper.go).
    /// </summary>
    public static Guard Kubernetes { get; } = OfTags(
        "kubernetes",
        Reason.ManagedByKubernetes,
        "CSIVolumeSnapshotName", "ebs.csi.aws.com/cluster", "velero.io/backup", "velero.io/pv", "kubernetes.io/cluster/*", "velero.io/*");
}

internal sealed partial record Reason
{
    /// <summary>Managed from within a Kubernetes cluster.</summary>
    public static Reason ManagedByKubernetes { get; } = new(nameof(ManagedByKubernetes), "managed by a Kubernetes cluster's EBS CSI driver or Velero");
}
