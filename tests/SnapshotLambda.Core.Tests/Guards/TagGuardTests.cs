using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Guards;

/// <summary>What tags show to be someone else's.</summary>
public sealed class TagGuardTests
{
    [Theory]
    [InlineData("aws:backup:source-resource", "ManagedByBackup")]
    [InlineData("AWS:Backup:SOURCE-resource", "ManagedByBackup")]
    [InlineData("aws:backup:something-else", "ManagedByAws")]
    [InlineData("aws:dlm:lifecycle-policy-id", "ManagedByLifecycleManager")]
    [InlineData("aws:dlm:lifecycle-schedule-name", "ManagedByLifecycleManager")]
    [InlineData("aws:dlm:expirationTime", "ManagedByLifecycleManager")]
    [InlineData("aws:dlm:of-a-later-year", "ManagedByLifecycleManager")]
    [InlineData("AWS:DLM:Archived", "ManagedByLifecycleManager")]
    [InlineData("dlm:managed", "ManagedByLifecycleManager")]
    [InlineData("DLM:Managed", "ManagedByLifecycleManager")]
    [InlineData("CSIVolumeSnapshotName", "ManagedByKubernetes")]
    [InlineData("csivolumesnapshotname", "ManagedByKubernetes")]
    [InlineData("ebs.csi.aws.com/cluster", "ManagedByKubernetes")]
    [InlineData("kubernetes.io/cluster/shop", "ManagedByKubernetes")]
    [InlineData("Kubernetes.IO/Cluster/shop", "ManagedByKubernetes")]
    [InlineData("velero.io/backup", "ManagedByKubernetes")]
    [InlineData("velero.io/pv", "ManagedByKubernetes")]
    [InlineData("velero.io/schedule-name", "ManagedByKubernetes")]
    [InlineData("AWSElasticDisasterRecoveryManaged", "ManagedByRecoveryService")]
    [InlineData("awsapplicationmigrationservicemanaged", "ManagedByRecoveryService")]
    [InlineData("aws:cloudformation:stack-id", "ManagedByAws")]
    [InlineData("AWS:anything", "ManagedByAws")]
    [InlineData("aws:", "ManagedByAws")]
    [InlineData("AWSRDSCustom", "ManagedByAwsService")]
    [InlineData("GuardDutyScanId", "ManagedByAwsService")]
    [InlineData("GuardDutyFindingDetected", "ManagedByAwsService")]
    [InlineData("inspectorscan", "ManagedByAwsService")]
    [InlineData("LaunchWizardResourceGroupID", "ManagedByAwsService")]
    [InlineData("SMSJobId", "ManagedByAwsService")]
    [InlineData("AWSBackupManagedResource", "ManagedByAwsService")]
    [InlineData("eks:eks-cluster-name", "ManagedByAwsService")]
    [InlineData("ebs.csi.eks.amazonaws.com/cluster", "ManagedByAwsService")]
    [InlineData("red-hat-managed", "ManagedByAwsService")]
    [InlineData("_GX_BACKUP_", "ManagedByBackupProduct")]
    [InlineData("_GX_AMI_", "ManagedByBackupProduct")]
    [InlineData("CV-SubclientId", "ManagedByBackupProduct")]
    [InlineData("CV-CreatedByJobId", "ManagedByBackupProduct")]
    [InlineData("commvault:vendor", "ManagedByBackupProduct")]
    [InlineData("Commvault:CreatedBy", "ManagedByBackupProduct")]
    [InlineData("rk_component", "ManagedByBackupProduct")]
    [InlineData("ark.heptio.com/backup", "ManagedByBackupProduct")]
    [InlineData("ark.heptio.com/schedule", "ManagedByBackupProduct")]
    public void Keep_what_a_tag_shows_to_be_managed_whatever_its_case_and_value(string key, string reason)
    {
        Assert.Equal(reason, Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: (key, ""))).WhyKept("s")?.Name);
        Assert.Equal(reason, Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: [("Name", "x"), (key, "false")])).WhyKept("s")?.Name);
    }

    [Theory]
    [InlineData("xaws:backup:source-resource")]
    [InlineData("aws.backup:source-resource")]
    [InlineData(" aws:backup:source-resource")]
    [InlineData("awsome")]
    [InlineData("aws")]
    [InlineData("dlm:managed:not")]
    [InlineData("dlm:manage")]
    [InlineData("xdlm:managed")]
    [InlineData("CSIVolumeSnapshotNames")]
    [InlineData("ebs.csi.aws.com/clusters")]
    [InlineData("ebs.csi.aws.com/")]
    [InlineData("kubernetes.io/clusters")]
    [InlineData("kubernetes.io/cluster")]
    [InlineData("kubernetes.io/created-for/pvc/name")]
    [InlineData("velero.io")]
    [InlineData("xvelero.io/backup")]
    [InlineData("AWSElasticDisasterRecoveryManagedBy")]
    [InlineData("AWSElasticDisasterRecovery")]
    [InlineData("")]
    [InlineData("AwsVssConfig")]
    [InlineData("CreatedBy")]
    [InlineData("Ec2ImageBuilderArn")]
    [InlineData("InspectorScanned")]
    [InlineData("rk_")]
    public void Are_not_fooled_by_keys_that_look_alike(string key) =>
        Assert.Null(Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: (key, "aws:backup:source-resource"))).WhyKept("s"));

    [Fact]
    public void The_first_guard_of_several_gives_the_reason()
    {
        var plan = Given.Plan(Given.NoFloor, Given.Snapshot(
            "s", tags: [("aws:x", ""), ("velero.io/backup", ""), ("dlm:managed", "true"), ("AWS:backup:source-resource", "")]));

        Assert.Equal(Reason.ManagedByBackup, plan.WhyKept("s"));
    }

    [Fact]
    public void Come_after_the_tags_of_the_policy_and_before_all_else()
    {
        var managed = Given.Snapshot("s", -1, tags: [("dlm:managed", "true"), ("Team", "web")]);

        Assert.Equal(Reason.ManagedByLifecycleManager, Given.Plan(Given.NoFloor, managed).WhyKept("s"));
        Assert.Equal(
            Reason.TagExcluded,
            Given.Plan(Given.NoFloor.Retaining(retention => retention with { ExcludeTags = Given.Tagged("Team", "web") }), managed)
                .WhyKept("s"));
        Assert.Equal(
            Reason.TagNotIncluded,
            Given.Plan(Given.NoFloor.Retaining(retention => retention with { IncludeTags = Given.Tagged("Team", "data") }), managed)
                .WhyKept("s"));
    }

    [Fact]
    public void What_is_managed_counts_neither_for_the_floor_nor_for_the_share()
    {
        var policy = Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 })
            .Guarded(safeguards => safeguards with { MaxDeletePercent = 50 });
        var managed = Enumerable.Range(0, 100).Select(i => Given.Snapshot($"managed{i}", 1, $"vol-{i}", ("dlm:managed", "true")));
        var own = Enumerable.Range(0, 22).Select(i => Given.Snapshot($"own{i}", 5 + i, $"vol-{i / 2}"));

        var plan = Given.Plan(policy, [.. managed, .. own]);

        Assert.Equal((22, 11), (plan.InScope, plan.Planned));
        Assert.Equal(Reason.NewestOfDeletedVolume, plan.WhyKept("own0"));
        Assert.False(plan.IsTooLarge);
        Assert.True(Given.Plan(policy.Guarded(safeguards => safeguards with { MaxDeletePercent = 49 }), [.. managed, .. own]).IsTooLarge);
    }

    public static TheoryData<string> Names => [.. Guard.All.Where(guard => guard.TagKeys.Count > 0).Select(guard => guard.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Skipping_a_guard_lets_go_of_its_own_and_of_no_other_s(string name)
    {
        var snapshots = Guard.All.SelectMany(guard => guard.TagKeys.Select(key => Given.Snapshot(
            $"{guard.Name} {key}", tags: TagOf(key)))).ToArray();
        var policy = Given.NoFloor.Guarded(safeguards => safeguards with { SkipGuards = new HashSet<string> { name } });

        var gone = Given.Plan(policy, snapshots).Candidates;

        Assert.NotEmpty(gone);
        Assert.Equal(
            snapshots.Where(snapshot => snapshot.Id.StartsWith($"{name} ", StringComparison.Ordinal)),
            gone.OrderBy(snapshot => Array.IndexOf(snapshots, snapshot)));
    }

    [Theory]
    [InlineData("EC2 Fast Launch", true)]
    [InlineData("ec2 fast launch", false)]
    [InlineData("EC2 Fast Launch ", false)]
    [InlineData("EC2 Image Builder", false)]
    [InlineData("", false)]
    public void A_key_with_a_value_counts_with_exactly_this_value(string value, bool isKept)
    {
        foreach (var key in (string[])["CreatedBy", "createdby"])
            Assert.Equal(
                isKept ? Reason.ManagedByAwsService : null,
                Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: (key, value))).WhyKept("s"));
    }

    [Fact]
    public void A_snapshot_that_had_a_reason_before_these_guards_has_the_same_still()
    {
        var plan = Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: [("AWSRDSCustom", "x"), ("_GX_BACKUP_", ""), ("aws:x", "")]));

        Assert.Equal(Reason.ManagedByAws, plan.WhyKept("s"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Skipping_a_key_lets_go_of_what_bears_it_alone(string name)
    {
        var guard = Guard.All.Single(guard => guard.Name == name);
        var snapshots = guard.TagKeys.Select(key => Given.Snapshot($"{key.Pattern}", tags: TagOf(key))).ToArray();
        Assert.All(guard.TagKeys, key =>
        {
            var policy = Given.NoFloor.Guarded(safeguards => safeguards with { SkipGuards = new HashSet<string> { guard.Naming(key) } });

            Assert.Equal(key.Pattern, Assert.Single(Given.Plan(policy, snapshots).Candidates).Id);
        });
    }

    [Fact]
    public void A_key_that_is_skipped_keeps_nothing_and_the_others_of_its_guard_do()
    {
        var policy = Given.NoFloor.Guarded(safeguards => safeguards with
        {
            SkipGuards = new HashSet<string> { "awsServices:InspectorScan", "lifecycleManager:aws:dlm:*" },
        });

        Assert.Null(Given.Plan(policy, Given.Snapshot("s", tags: ("inspectorscan", "x"))).WhyKept("s"));
        Assert.Null(Given.Plan(policy, Given.Snapshot("s", tags: ("aws:dlm:of-a-later-year", "x"))).WhyKept("s"));
        Assert.Equal(
            Reason.ManagedByLifecycleManager, Given.Plan(policy, Given.Snapshot("s", tags: ("aws:dlm:expirationTime", "x"))).WhyKept("s"));
        Assert.Equal(
            Reason.ManagedByAwsService,
            Given.Plan(policy, Given.Snapshot("s", tags: [("InspectorScan", "x"), ("SMSJobId", "x")])).WhyKept("s"));
    }

    [Fact]
    public void A_key_of_one_of_several_guards_is_enough()
    {
        var policy = Given.NoFloor.Guarded(safeguards => safeguards with { SkipGuards = new HashSet<string> { "backup" } });

        Assert.Equal(
            Reason.ManagedByKubernetes,
            Given.Plan(policy, Given.Snapshot("s", tags: [("aws:backup:source-resource", ""), ("velero.io/pv", "x")])).WhyKept("s"));
    }

    [Fact]
    public void Name_each_key_once_and_put_a_star_only_at_the_end()
    {
        var patterns = Guard.All.SelectMany(guard => guard.TagKeys).Select(key => key.Pattern).ToList();

        Assert.Equal(patterns.Count, patterns.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(patterns, pattern => Assert.DoesNotContain('*', pattern[..^1]));
        Assert.All(patterns, pattern => Assert.True(pattern.Length is > 1 and <= 128));
    }

    /// <summary>A key that is skipped would be kept by a wildcard before it.</summary>
    [Fact]
    public void Put_a_wildcard_behind_the_keys_that_it_covers() =>
        Assert.All(Guard.All, guard => Assert.All(guard.TagKeys.Index().Where(one => one.Item.IsPrefix), prefix =>
            Assert.DoesNotContain(guard.TagKeys.Skip(prefix.Index + 1), key => prefix.Item.Matches(new Tag(key.Pattern, "")))));

    [Fact]
    public void Have_keys_that_a_policy_of_iam_can_name_where_keys_are_known() =>
        Assert.All(
            Guard.All.Where(guard => guard.TagKeys.Count > 0 && guard != Guard.AwsTags),
            guard => Assert.Contains(guard.TagKeys, key => !key.IsPrefix));

    private static (string Key, string Value) TagOf(ProtectedKey key) =>
        (key.Pattern.Replace("*", "something", StringComparison.Ordinal), key.Value ?? "x");
}
