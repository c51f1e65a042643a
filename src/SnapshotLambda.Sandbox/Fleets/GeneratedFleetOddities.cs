using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>
/// Draws snapshots of the special kinds in turn: managed by other services, locked, shared, copied, archived, incomplete, or without a
/// start time. Each is of a volume with newer snapshots, so that its kind decides and not its age.
/// </summary>
internal static class GeneratedFleetOddities
{
    /// <summary>The description of the snapshots that launch templates name.</summary>
    public const string GoldenVolume = "Golden data volume for the launch template";

    private delegate Ec2Snapshot Kind(Ec2Snapshot plain, Random random);

    private static readonly Kind[] All =
    [
        (plain, random) => Tagged(plain, ("DoNotDelete", GeneratedFleetDraw.Of(random, ["true", "", "legal hold 2031"]))),
        Copied,
        (plain, _) => Tagged(
            plain with { Description = "This snapshot is created by the AWS Backup service." },
            Known(Guard.Backup, "aws:backup:source-resource",
                $"arn:aws:ec2:us-east-1:{GeneratedFleet.AccountId}:volume/{plain.VolumeId}")),
        (plain, _) => Tagged(
            plain with { Description = "Created for policy: policy-0a1b2c3d4e5f60718 schedule: Daily" },
            Known(Guard.LifecycleManager, "aws:dlm:lifecycle-policy-id", "policy-0a1b2c3d4e5f60718"),
            Known(Guard.LifecycleManager, "aws:dlm:lifecycle-schedule-name", "Daily"),
            Known(Guard.LifecycleManager, "dlm:managed", "true")),
        (plain, random) => Tagged(
            plain with { Description = "Created by AWS EBS CSI driver for volume " + plain.VolumeId },
            Known(Guard.Kubernetes, "CSIVolumeSnapshotName", "snapshot-" + random.Next().ToString("x8", null)),
            Known(Guard.Kubernetes, "ebs.csi.aws.com/cluster", "true"), Known(Guard.Kubernetes, "kubernetes.io/cluster/shop", "owned")),
        (plain, _) => Tagged(
            plain,
            Known(Guard.Kubernetes, "velero.io/backup", "shop-daily"),
            Known(Guard.Kubernetes, "velero.io/schedule-name", "shop-daily")),
        (plain, _) => plain with { Lock = LockState.Governance },
        (plain, _) => plain with { Lock = LockState.Compliance },
        (plain, _) => plain with { Lock = LockState.ComplianceCooloff },
        (plain, _) => plain with { Lock = LockState.Expired },
        (plain, _) => plain with { FastRestoreZones = ["us-east-1a", "us-east-1b"] },
        (plain, _) => plain with { SharedWith = ["444455556666"] },
        (plain, _) => plain with { SharedWith = ["all"] },
        (plain, _) => plain with { Tier = StorageTier.Archive, TierSince = plain.StartTime?.AddDays(10) },
        (plain, _) => plain with
        {
            Tier = StorageTier.Archive,
            StartTime = plain.StartTime?.AddDays(-120),
            TierSince = plain.StartTime?.AddDays(-100),
        },
        (plain, _) => plain with { State = SnapshotState.Pending, StartTime = plain.StartTime?.AddDays(34), FullSizeBytes = null },
        (plain, _) => plain with { State = SnapshotState.Pending, FullSizeBytes = null, Description = "Stuck since the incident" },
        (plain, _) => plain with { State = SnapshotState.Error, FullSizeBytes = null },
        (plain, _) => plain with { StartTime = null },
        (plain, _) => Tagged(plain, ("Besitzer", "Käthe Müller"), ("環境", "本番"), ("team", "🚀 rockets & <friends>")),
        (plain, _) => plain with { Tags = [], Description = "" },
        (plain, _) => plain with { VolumeId = null },
        (plain, _) => Tagged(plain, Known(Guard.AwsTags, "aws:cloudformation:stack-name", "legacy-stack")),
        (plain, _) => Tagged(plain, Known(Guard.Recovery, "AWSElasticDisasterRecoveryManaged", "drs.amazonaws.com")),
        (plain, _) => plain with { Description = GoldenVolume },
        (plain, _) => plain with { Tiering = TieringState.ArchivalInProgress },
        (plain, _) => Tagged(plain, Known(Guard.AwsServices, "AWSRDSCustom", "custom-sqlserver")),
        (plain, _) => Tagged(plain, Known(Guard.BackupProducts, "_GX_BACKUP_", "")),
    ];

    /// <summary>The number of kinds.</summary>
    public static int Kinds => All.Length;

    /// <summary>
    /// The first <paramref name="count"/> of them, 35 to 84 days old. Every fourth starts in the same instant as the one before.
    /// </summary>
    public static List<Ec2Snapshot> Draw(Random random, List<GeneratedFleetVolume> volumes, int count, DateTimeOffset now)
    {
        GeneratedFleetVolume[] existing =
        [
            .. volumes.Where(volume => volume.Exists).DefaultIfEmpty(volumes.FirstOrDefault()).OfType<GeneratedFleetVolume>(),
        ];
        List<Ec2Snapshot> drawn = [];
        GeneratedFleetVolume? volume = null;
        var days = 0;
        for (var number = 0; number < count; number++)
        {
            if (volume is null || number % 4 != 3)
                (volume, days) = (GeneratedFleetDraw.Of(random, existing), random.Next(35, 85));
            drawn.Add(All[number % All.Length](volume.SnapshotAt(random, now, days), random));
        }

        return drawn;
    }

    private static Ec2Snapshot Copied(Ec2Snapshot plain, Random random) => plain with
    {
        VolumeId = Ec2Snapshot.VolumeOfCopies,
        TransferType = "standard",
        Description = $"[Copied {GeneratedFleetDraw.Id(random, "snap")} from eu-west-1] Nightly backup",
    };

    // The tags of other services here must be those that the guards know.
    private static (string Key, string Value) Known(Guard guard, string key, string value) => guard.Knows(new Tag(key, value))
        ? (key, value)
        : throw new ArgumentException($"The guard {guard.Name} does not know the tag {key}={value}.", nameof(key));

    private static Ec2Snapshot Tagged(Ec2Snapshot plain, params (string Key, string Value)[] tags) =>
        plain with { Tags = [.. plain.Tags, .. tags.Select(tag => new Tag(tag.Key, tag.Value))] };
}
