using SnapshotLambda.Core.Guards;
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
    public void Are_not_fooled_by_keys_that_look_alike(string key) =>
        Assert.Null(Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: (key, "aws:backup:source-resource"))).WhyKept("s"));

    [Fact]
    public void The_first_guard_of_several_gives_the_reason()
    {
        var plan = Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: [("aws:x", ""), ("velero.io/backup", ""), ("dlm:managed", "true"), ("AWS:backup:source-resource", "")]));

        Assert.Equal(Reason.ManagedByBackup, plan.WhyKept("s"));
    }

    [Fact]
    public void Come_after_the_tags_of_the_policy_and_before_all_else()
    {
        var managed = Given.Snapshot("s", -1, tags: [("dlm:managed", "true"), ("Team", "web")]);

        Assert.Equal(Reason.ManagedByLifecycleManager, Given.Plan(Given.NoFloor, managed).WhyKept("s"));
        Assert.Equal(Reason.TagExcluded, Given.Plan(Given.NoFloor.Retaining(retention => retention with { ExcludeTags = Given.Tagged("Team", "web") }), managed).WhyKept("s"));
        Assert.Equal(Reason.TagNotIncluded, Given.Plan(Given.NoFloor.Retaining(retention => retention with { IncludeTags = Given.Tagged("Team", "data") }), managed).WhyKept("s"));
    }

    [Fact]
    public void What_is_managed_counts_neither_for_the_floor_nor_for_the_share()
    {
        var policy = Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 }).Guarded(safeguards => safeguards with { MaxDeletePercent = 50 });
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
            $"{guard.Name} {key}", tags: (key.Pattern.Replace("*", "something", StringComparison.Ordinal), "x")))).ToArray();
        var policy = Given.NoFloor.Guarded(safeguards => safeguards with { SkipGuards = new HashSet<string> { name } });

        var gone = Given.Plan(policy, snapshots).Candidates;

        Assert.NotEmpty(gone);
        Assert.Equal(snapshots.Where(snapshot => snapshot.Id.StartsWith($"{name} ", StringComparison.Ordinal)), gone.OrderBy(snapshot => Array.IndexOf(snapshots, snapshot)));
    }

    [Fact]
    public void A_key_of_one_of_several_guards_is_enough()
    {
        var policy = Given.NoFloor.Guarded(safeguards => safeguards with { SkipGuards = new HashSet<string> { "backup" } });

        Assert.Equal(Reason.ManagedByKubernetes, Given.Plan(policy, Given.Snapshot("s", tags: [("aws:backup:source-resource", ""), ("velero.io/pv", "x")])).WhyKept("s"));
    }

    [Fact]
    public void Name_each_key_once_and_put_a_star_only_at_the_end()
    {
        var patterns = Guard.All.SelectMany(guard => guard.TagKeys).Select(key => key.Pattern).ToList();

        Assert.Equal(patterns.Count, patterns.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(patterns, pattern => Assert.DoesNotContain('*', pattern[..^1]));
        Assert.All(patterns, pattern => Assert.True(pattern.Length is > 1 and <= 128));
    }

    [Fact]
    public void Have_keys_that_a_policy_of_iam_can_name_where_keys_are_known() =>
        Assert.All(
            Guard.All.Where(guard => guard.TagKeys.Count > 0 && guard != Guard.AwsTags),
            guard => Assert.Contains(guard.TagKeys, key => !key.IsPrefix));
}
