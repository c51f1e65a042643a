using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>
/// Several policies. The reference time is 30 days after the cutoff of <see cref="Given"/>: a snapshot of -20 days before it is 10 days
/// old.
/// </summary>
public sealed class PolicyTests
{
    private static readonly Retention Dev = Policy("dev", 7, Given.Tagged("env", "dev"));
    private static readonly Retention Prod = Policy("prod", 35, Given.Tagged("env", "prod"));
    private static readonly Retention Rest = Policy("rest", 90, TagFilter.Empty) with { IsOtherwise = true };

    [Fact]
    public void Each_judges_what_its_tags_match()
    {
        var plan = Given.Plan(
            With(Dev, Prod, Rest),
            Aged("dev-10", 10, ("env", "dev")),
            Aged("prod-10", 10, ("env", "prod")),
            Aged("prod-36", 36, ("env", "prod")),
            Aged("rest-36", 36),
            Aged("rest-91", 91, ("env", "test")));

        Assert.Equal(["rest-91", "prod-36", "dev-10"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.Equal((Reason.TooYoung, "prod"), (plan.WhyKept("prod-10"), PolicyOf(plan, "prod-10")));
        Assert.Equal("rest", PolicyOf(plan, "rest-91"));
    }

    [Fact]
    public void What_none_governs_is_kept_and_out_of_scope_with_its_mark()
    {
        var inputs = With(Dev).Guarded(safeguards => safeguards with { GraceDays = 7 });

        var plan = Given.Plan(inputs, Aged("other", 100, ("snapshot-lambda:delete-after", "2026-01-01")), Aged("dev", 10, ("env", "dev")));

        Assert.Equal(Reason.NoPolicy, plan.WhyKept("other"));
        Assert.Equal(1, plan.InScope);
        Assert.Empty(plan.ToUnmark);
    }

    [Fact]
    public void A_snapshot_goes_only_if_every_policy_that_matches_lets_it_go()
    {
        var team = Policy("team", 60, Given.Tagged("team", "*"));
        Snapshot both = Aged("both", 50, ("env", "dev"), ("team", "data")), older = Aged("older", 61, ("env", "dev"), ("team", "data"));

        var plan = Given.Plan(With(Dev, team), both, older);

        Assert.Equal((Reason.TooYoung, "team"), (plan.WhyKept("both"), PolicyOf(plan, "both")));
        Assert.Equal(["older"], plan.Candidates.Select(snapshot => snapshot.Id));
    }

    [Fact]
    public void A_policy_s_keys_compare_without_case_and_both_levels_must_hold()
    {
        var inputs = With(Dev).Retaining(retention => retention with { IncludeTags = Given.Tagged("env", "d*") });

        Assert.Empty(Given.Plan(With(Dev), Aged("upper", 10, ("ENV", "dev"))).Kept);
        Assert.Equal(Reason.TagNotIncluded, Given.Plan(inputs, Aged("upper", 10, ("ENV", "dev"))).WhyKept("upper"));
        Assert.Equal(Reason.NoPolicy, Given.Plan(inputs, Aged("s", 10, ("env", "demo"))).WhyKept("s"));
    }

    [Fact]
    public void A_policy_s_own_exclusions_keep_what_it_matches_and_pass_it_to_none()
    {
        var careful = Dev with { ExcludeTags = Given.Tagged("pin", "*") };

        var plan = Given.Plan(With(careful, Rest), Aged("pinned", 100, ("env", "dev"), ("PIN", "1")), Aged("elsewhere", 100, ("pin", "1")));

        Assert.Equal((Reason.TagExcluded, "dev"), (plan.WhyKept("pinned"), PolicyOf(plan, "pinned")));
        Assert.Equal(["elsewhere"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.Equal(1, plan.InScope);
    }

    [Fact]
    public void Floors_and_periods_count_the_policy_s_own_snapshots()
    {
        var one = Dev with { KeepLatestPerVolume = 1 };
        Snapshot Of(string id, double age, string env) => Aged(id, age, ("env", env)) with { VolumeId = "vol-1" };

        var plan = Given.Plan(
            With(one, Prod),
            ["vol-1"],
            Of("dev-20", 20, "dev"),
            Of("dev-10", 10, "dev"),
            Of("prod-40", 40, "prod"),
            Of("prod-36", 36, "prod"));

        Assert.Equal((Reason.NewestOfVolume, "dev"), (plan.WhyKept("dev-10"), PolicyOf(plan, "dev-10")));
        Assert.Equal(["prod-40", "prod-36", "dev-20"], plan.Candidates.Select(snapshot => snapshot.Id));
    }

    [Fact]
    public void One_policy_for_everything_decides_as_none_does()
    {
        var all = Inputs.Default.Retention with { Name = "all", ExcludeTags = TagFilter.Empty };
        for (var seed = 0; seed < 300; seed++)
        {
            var region = new RandomRegion(seed);
            var inputs = region.PlanInputs with
            {
                Policies =
                [
                    region.PlanInputs.Retention with { Name = "all", IncludeTags = TagFilter.Empty, ExcludeTags = TagFilter.Empty },
                ],
            };

            var plan = Planner.Plan(region.Inventory, inputs, Given.Now);

            Assert.Equal(
                region.Plan.Decisions.Select(decision => decision.KeptBecause), plan.Decisions.Select(decision => decision.KeptBecause));
            Assert.Equal((region.Plan.Digest, region.Plan.InScope, region.Plan.IsTooLarge), (plan.Digest, plan.InScope, plan.IsTooLarge));
        }

        Assert.Equal("all", all.Name);
    }

    [Fact]
    public void Narrowing_a_run_changes_no_decision_of_the_policies()
    {
        var inputs = With(Dev, Prod, Rest) with { OnlyPolicies = new HashSet<string> { "prod" } };

        var plan = Given.Plan(inputs, Aged("dev", 100, ("env", "dev")), Aged("prod", 100, ("env", "prod")), Aged("rest", 100));

        Assert.Equal(["prod"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.All(["dev", "rest"], id => Assert.Equal(Reason.NoPolicy, plan.WhyKept(id)));
        Assert.Equal(1, plan.InScope);
    }

    [Fact]
    public void Narrowing_a_run_leaves_otherwise_to_what_no_configured_policy_matches()
    {
        var inputs = With(Dev, Rest) with { OnlyPolicies = new HashSet<string> { "rest" } };

        Assert.Equal(
            ["rest"], Given.Plan(inputs, Aged("dev", 100, ("env", "dev")), Aged("rest", 100)).Candidates.Select(snapshot => snapshot.Id));
    }

    [Fact]
    public void A_share_of_one_policy_that_is_too_large_refuses_the_region()
    {
        Snapshot[] dev = [.. Enumerable.Range(0, 20).Select(i => Aged($"dev-{i}", 10, ("env", "dev")))];
        Snapshot[] prod = [.. Enumerable.Range(0, 80).Select(i => Aged($"prod-{i}", 10, ("env", "prod")))];
        var inputs = With(Dev, Prod).Guarded(safeguards => safeguards with { MaxDeletePercent = 50 });

        var plan = Given.Plan(inputs, [.. dev, .. prod]);

        Assert.Equal(new PlannedShare("dev", 20, 20), plan.TooLarge);
        Assert.Contains(
            "20 of 20 snapshots in scope of the policy dev",
            new RegionResultBuilder("a", "r", true, []).Dry(plan, [], 50).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_counts_each_snapshot_for_one_policy_and_adds_up()
    {
        var team = Policy("team", 60, Given.Tagged("team", "*"));
        var plan = Given.Plan(
            With(Dev, team), Aged("both", 70, ("env", "dev"), ("team", "x")), Aged("young", 50, ("env", "dev"), ("team", "x")),
            Aged("dev", 10, ("env", "dev")), Aged("none", 100), Aged("kept", 100, ("env", "dev"), ("DoNotDelete", "")));
        var region = new RegionResultBuilder("111122223333", "us-east-1", DryRun: true, [])
            .Dry(plan, [.. plan.Due.Select(SnapshotOutcome.WouldDelete)], 100);

        var policies = new RunResultBuilder("run", DryRun: true, Given.Now) { ReferenceTime = Given.Now, Retentions = [team, Dev] }
            .Of([region]).Policies!;

        Assert.Equal(["dev", "team"], policies.Select(policy => policy.Name));
        Assert.Equal(Given.Now.AddDays(-7), policies[0].Cutoff);
        Assert.Equal((2, 1, 1), (policies[0].Totals.Scanned, policies[0].Totals.InScope, policies[0].Totals.WouldDelete));
        Assert.Equal((2, 2, 1), (policies[1].Totals.Scanned, policies[1].Totals.InScope, policies[1].Totals.WouldDelete));
        Assert.All(policies, policy => Assert.True(policy.Totals.AddUp));
        Assert.Equal(region.Scanned - region.Kept["NoPolicy"], policies.Sum(policy => policy.Totals.Scanned));
    }

    [Fact]
    public void The_last_look_keeps_what_another_policy_has_come_to_govern()
    {
        var candidate = Aged("s", 40, ("env", "dev"));
        var plan = Given.Plan(With(Dev, Prod), candidate);
        SnapshotOutcome? Look(params (string Key, string Value)[] tags) => plan.LastLook.InsteadOfDeleting(
            candidate,
            new Dictionary<string, Snapshot> { ["s"] = candidate with { Tags = [.. tags.Select(tag => new Tag(tag.Key, tag.Value))] } });

        Assert.Null(Look(("env", "dev")));
        Assert.Equal(Reason.PolicyChanged, Look(("env", "prod"))?.KeptBecause);
        Assert.Equal(Reason.NoPolicy, Look()?.KeptBecause);
    }

    private static PlanInputs With(params Retention[] policies) => Given.NoFloor with { Policies = policies };

    private static Retention Policy(string name, int days, TagFilter tags) =>
        Given.NoFloor.Retention with { Name = name, MaxAgeDays = days, IncludeTags = tags, ExcludeTags = TagFilter.Empty };

    private static Snapshot Aged(string id, double days, params (string, string)[] tags) => Given.Snapshot(id, days - 30, null, tags);

    private static string? PolicyOf(Plan plan, string id) => plan.Decisions.Single(decision => decision.Snapshot.Id == id).Policy?.Name;
}
