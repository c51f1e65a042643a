using System.Text.Json;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Fencing;

public sealed class PolicyRefusalsTests
{
    private const string Loosest = "2026-06-24T03:00:00Z";
    private const string Strict = "2026-05-27T03:00:00Z";

    private static readonly Retention Dev = Policy("dev", 7, ("Env", ["dev"]));
    private static readonly Retention Prod = Policy("prod", 35, ("Env", ["prod*"]));

    [Fact]
    public void The_loosest_cutoff_is_the_allow_s_and_a_stricter_one_a_deny_for_its_policy_s_tags()
    {
        var fence = Of(Dev, Prod, Policy("others", 7) with { IsOtherwise = true });

        Assert.Equal([$$$"""{"DateLessThan":{"ec2:SnapshotTime":"{{{Loosest}}}"}}"""], Said(fence, "Allow"));
        Assert.Equal(
            [$$$"""{"DateGreaterThanEquals":{"ec2:SnapshotTime":"{{{Strict}}}"},"StringLike":{"aws:ResourceTag/Env":"prod*"}}"""],
            Said(fence, "Deny"));
        Assert.Empty(Omits(fence));
    }

    [Fact]
    public void A_deny_names_deletions_alone() =>
        Assert.Contains(
            $$"""{"Effect":"Deny","Action":"ec2:DeleteSnapshot","Resource":"*","Condition":{"Date""",
            Of(Dev, Prod).ToTry,
            StringComparison.Ordinal);

    [Fact]
    public void What_none_of_the_policies_matches_is_denied_where_there_is_no_otherwise() => Assert.Equal(
        [
            Deny("prod", """
                "StringLike":{"aws:ResourceTag/Env":"prod*"}
                """),
            """{"StringNotLike":{"aws:ResourceTag/Env":["dev","prod*"]}}""",
        ],
        Said(Of(Dev, Prod), "Deny"));

    [Fact]
    public void Keys_that_policies_share_are_one_in_any_case_and_any_value_of_one_covers_the_others() => Assert.Equal(
        ["""{"StringNotLike":{"aws:ResourceTag/Team":"a"},"Null":{"aws:ResourceTag/ENV":"true"}}"""],
        Said(Of(Dev, Policy("all", 7, ("ENV", ["*"])), Policy("team", 7, ("Team", ["a"]))), "Deny"));

    [Fact]
    public void What_none_matches_cannot_be_said_where_a_policy_asks_for_two_keys_and_is_named()
    {
        var fence = Of(Dev, Policy("two", 7, ("Env", ["prod"]), ("Team", ["a"])));

        Assert.Empty(Said(fence, "Deny"));
        Assert.Equal(["policies: what none of them matches"], Omits(fence));
    }

    [Fact]
    public void An_otherwise_that_is_stricter_is_a_deny_for_what_none_of_the_others_matches() => Assert.Equal(
        [Deny("others", """
            "StringNotLike":{"aws:ResourceTag/Env":"dev"}
            """)],
        Said(Of(Dev, Policy("others", 35) with { IsOtherwise = true }), "Deny"));

    [Fact]
    public void A_policy_that_matches_everything_bounds_the_allow_itself()
    {
        var fence = Of(Dev, Policy("all", 35));

        Assert.Equal([$$$"""{"DateLessThan":{"ec2:SnapshotTime":"{{{Strict}}}"}}"""], Said(fence, "Allow"));
        Assert.Empty(Said(fence, "Deny"));
        Assert.Empty(Omits(fence));
    }

    [Fact]
    public void An_otherwise_alone_bounds_the_allow_and_a_policy_that_can_match_nothing_changes_nothing()
    {
        var fence = Of(Policy("none", 7, ("Env", [])), Policy("others", 35) with { IsOtherwise = true });

        Assert.Equal([$$$"""{"DateLessThan":{"ec2:SnapshotTime":"{{{Strict}}}"}}"""], Said(fence, "Allow"));
        Assert.Empty(Said(fence, "Deny"));
    }

    [Fact]
    public void Equal_cutoffs_of_one_key_share_a_deny_and_others_do_not()
    {
        var others = Policy("x", 7) with { IsOtherwise = true };
        var fence = Of(
            others,
            Prod,
            Policy("stage", 35, ("ENV", ["stage", "prod*"])),
            Policy("team", 35, ("Team", ["a"])),
            Policy("older", 36, ("Env", ["old"])));

        Assert.Equal(
            [
                """{"DateGreaterThanEquals":{"ec2:SnapshotTime":"2026-05-26T03:00:00Z"},"StringLike":{"aws:ResourceTag/Env":"old"}}""",
                Deny("prod and stage", """
                    "StringLike":{"aws:ResourceTag/Env":["prod*","stage"]}
                    """),
                Deny("team", """
                    "StringLike":{"aws:ResourceTag/Team":"a"}
                    """),
            ],
            Said(fence, "Deny"));
        Assert.Equal(["older", "prod", "stage", "team"], fence.Policies.Select(policy => policy.Part.Policy));
    }

    [Fact]
    public void The_order_of_the_policies_changes_nothing()
    {
        Retention[] policies =
        [
            Dev,
            Prod,
            Policy("team", 35, ("Team", ["a"])),
            Policy("stage", 35, ("ENV", ["stage"])) with { ExcludeTags = Filter(("Keep", ["x"])) },
        ];

        Assert.Single(new[]
        {
            Of(policies).ToDelete,
            Of([.. policies.Reverse()]).ToDelete,
            Of([policies[2], policies[0], policies[3], policies[1]]).ToDelete,
        }.Distinct());
    }

    [Fact]
    public void Several_keys_and_any_value_are_one_deny() => Assert.Equal(
        [Deny("two", """
            "StringLike":{"aws:ResourceTag/Env":["a","b"]},"Null":{"aws:ResourceTag/Team":"false"}
            """)],
        Said(Of(Policy("x", 7) with { IsOtherwise = true }, Policy("two", 35, ("Team", ["*"]), ("Env", ["a", "b"]))), "Deny"));

    [Theory]
    [InlineData("Stufe日", "x")]
    [InlineData("${aws:username}", "x")]
    [InlineData("Env", "日")]
    public void A_cutoff_that_cannot_be_said_is_named_and_refuses_nothing(string key, string value)
    {
        var fence = Of(Dev, Policy("odd", 35, (key, [value])), Policy("x", 7) with { IsOtherwise = true });

        Assert.Empty(Said(fence, "Deny"));
        Assert.Equal(["policies.odd.maxAgeDays"], Omits(fence));
    }

    [Fact]
    public void Two_keys_that_IAM_takes_for_one_are_not_said() =>
        Assert.Equal(
            ["policies.odd.maxAgeDays"],
            Omits(Of(Policy("x", 7) with { IsOtherwise = true }, Policy("odd", 35, ("Env", ["a"]), ("env", ["b"])))));

    [Fact]
    public void Of_several_values_those_that_can_be_said_are_but_what_none_matches_needs_them_all()
    {
        var fence = Of(Dev, Policy("odd", 35, ("Env", ["prod", "日"])));

        Assert.Equal([Deny("odd", """
            "StringLike":{"aws:ResourceTag/Env":"prod"}
            """)], Said(fence, "Deny"));
        Assert.Equal(
            ["policies.odd.includeTags.Env: 日", "policies: what none of them matches"], Omits(fence).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_s_excluded_tags_are_denies_for_its_own_snapshots()
    {
        var fence = Of(
            Dev with { ExcludeTags = Filter(("Keep", ["*"]), ("a*", ["*"]), ("Env", ["dev-x"])) },
            Policy("x", 7) with { IsOtherwise = true, ExcludeTags = Filter(("Env", ["qa"])) },
            Policy("any", 7, ("Team", ["*"])) with { ExcludeTags = Filter(("team", ["core"]), ("DoNotDelete", ["*"])) });

        Assert.Equal(
            [
                """{"StringLike":{"aws:ResourceTag/team":"core"}}""",
                """{"StringLike":{"aws:ResourceTag/Env":"dev"},"Null":{"aws:ResourceTag/Keep":"false"}}""",
                """{"StringLike":{"aws:ResourceTag/Env":"qa"},"StringNotLike":{"aws:ResourceTag/Env":"dev"},"Null":{"aws:ResourceTag/Team":"true"}}""",
            ],
            Said(fence, "Deny"));
        Assert.Equal(
            ["policies.dev.excludeTags.Env", "policies.dev.excludeTags.a*"],
            Omits(fence).Where(name => name.StartsWith("policies", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_s_DoNotDelete_is_said_in_its_usual_spellings_where_the_top_level_lifts_it()
    {
        var fence = Of(
            Inputs.Default.Retaining(retention => retention with { ExcludeTags = TagFilter.Empty }),
            [Dev with { ExcludeTags = Filter(("DoNotDelete", ["*"])) }, Policy("x", 7) with { IsOtherwise = true }]);

        Assert.Equal(4, Said(fence, "Deny").Count);
        Assert.Equal(["policies.dev.excludeTags.DoNotDelete: other spellings"], Omits(fence));
    }

    [Fact]
    public void Told_tags_only_it_says_what_none_matches_and_no_cutoff()
    {
        var fence = Fence.Of(
            new FenceInputs(Inputs.Default with { Policies = [Dev, Prod] }, FenceMode.TagsOnly, "aws", "us-east-1") { Guards = [] });

        Assert.Equal(["""{"StringNotLike":{"aws:ResourceTag/Env":["dev","prod*"]}}"""], Said(fence, "Deny"));
        Assert.Empty(fence.Policies);
    }

    [Fact]
    public void Cutoffs_come_before_the_later_guards_keys_and_after_all_others_and_one_that_is_too_long_keeps_no_other_out()
    {
        var long1 = Policy("long", 36, ("Env", [.. Enumerable.Range(0, 20).Select(i => $"{i:D3}{new string('v', 120)}")]));
        var plan = Inputs.Default with
        {
            Policies = [Policy("x", 7) with { IsOtherwise = true }, long1, Prod, Policy("team", 35, ("Team", ["a"]))],
        };

        Guard[] guards =
        [
            .. Guard.All.TakeWhile(guard => guard != Guard.AwsServices), Guard.OfTags("new", Reason.ManagedByAws, "new-key"),
        ];

        var fence = Fence.Of(new FenceInputs(plan, FenceMode.On, "aws", "us-east-1") { Guards = guards });

        Assert.Equal(["policies.long.maxAgeDays"], Omits(fence).Where(name => name.StartsWith("policies", StringComparison.Ordinal)));
        Assert.Equal(["prod", "team"], fence.Policies.Select(policy => policy.Part.Policy));
        Assert.Contains("new-key", fence.ToDelete, StringComparison.Ordinal);
        Assert.DoesNotContain("new-key", fence.Smaller!.ToDelete, StringComparison.Ordinal);
        Assert.Equal(["prod"], fence.Smaller.Smaller!.Policies.Select(policy => policy.Part.Policy));
        Assert.Contains("policies.team.maxAgeDays", fence.Smaller.Smaller.Omits);
    }

    private static string Deny(string _, string conditions) =>
        $$"""{"DateGreaterThanEquals":{"ec2:SnapshotTime":"{{Strict}}"},{{conditions.Trim()}}}""";

    private static Fence Of(params Retention[] policies) => Of(Inputs.Default, policies);

    private static Fence Of(PlanInputs plan, IReadOnlyList<Retention> policies) =>
        Fence.Of(new FenceInputs(plan with { Policies = policies }, FenceMode.On, "aws", "us-east-1") { Guards = [] });

    private static Retention Policy(string name, int days, params (string Key, string[] Values)[] tags) =>
        new() { Name = name, MaxAgeDays = days, IncludeTags = Filter(tags), ExcludeTags = TagFilter.Empty };

    private static TagFilter Filter(params (string Key, string[] Values)[] rules) =>
        new(rules.Select(rule => new TagRule(rule.Key, [.. rule.Values.Select(value => new WildcardPattern(value))])));

    private static IReadOnlyList<string> Omits(Fence fence) =>
        [.. fence.Omits.Where(name => name is not "keepUntilTags: dates in tags" and not "excludeTags.DoNotDelete: other spellings")];

    /// <summary>The conditions of the statements about deletions, but for DoNotDelete's.</summary>
    private static IReadOnlyList<string> Said(Fence fence, string effect)
    {
        using var json = JsonDocument.Parse(fence.ToDelete);
        return
        [
            .. json.RootElement.GetProperty("Statement").EnumerateArray()
                .Where(statement => statement.GetProperty("Action").ToString() == "ec2:DeleteSnapshot"
                    && statement.GetProperty("Effect").GetString() == effect)
                .Select(statement => statement.GetProperty("Condition").GetRawText().Replace(DoNotDelete, "", StringComparison.Ordinal)),
        ];
    }

    private const string DoNotDelete = """
        ,"Null":{"aws:ResourceTag/DoNotDelete":"true","aws:ResourceTag/do-not-delete":"true","aws:ResourceTag/do_not_delete":"true","aws:ResourceTag/do not delete":"true"}
        """;
}
