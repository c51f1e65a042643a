using System.Text.Json;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Tags;
using static SnapshotLambda.Core.Tests.Fencing.Fences;

namespace SnapshotLambda.Core.Tests.Fencing;

public sealed class FenceTests
{
    [Fact]
    public void Says_the_cutoff_what_others_manage_and_what_the_tags_keep()
    {
        var policy = NoTags.Retaining(retention => retention with
        {
            ExcludeTags = Filter(("DoNotDelete", ["*"]), ("Env", ["prod*", "live"])),
            IncludeTags = Filter(("Team", ["a", "b?"]), ("Backup", ["*"])),
        });

        Assert.Equal(
            """
            {"DateLessThan":{"ec2:SnapshotTime":"2026-06-01T03:00:00Z"},
            "StringLike":{"aws:ResourceTag/Team":["a","b?"]},
            "Null":{"aws:ResourceTag/Backup":"false","aws:ResourceTag/DoNotDelete":"true",
            "aws:ResourceTag/do-not-delete":"true","aws:ResourceTag/do_not_delete":"true","aws:ResourceTag/do not delete":"true","aws:ResourceTag/managed":"true"},
            "StringNotLike":{"aws:ResourceTag/Env":["prod*","live"]}}
            """.ReplaceLineEndings(""),
            Conditions(Of(policy, [Keys("managed")]).ToDelete));
    }

    [Fact]
    public void Lets_read_delete_in_one_region_and_nothing_else() =>
        Assert.Equal(
            """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["ec2:Describe*","ec2:List*InRecycleBin"],"Resource":"*"},
            {"Effect":"Allow","Action":"ec2:DeleteSnapshot","Resource":"arn:aws-cn:ec2:cn-north-1::snapshot/*","Condition":{"DateLessThan":{"ec2:SnapshotTime":"2026-06-01T03:00:00Z"}}}]}
            """.ReplaceLineEndings(""),
            Fence.Of(new FenceInputs(NoTags, FenceMode.On, "aws-cn", "cn-north-1") { Guards = [] }).ToDelete);

    [Fact]
    public void Says_everything_but_the_cutoff_where_AWS_is_told_tags_only() =>
        Assert.Equal(
            """{"Null":{"aws:ResourceTag/managed":"true"}}""", Conditions(Of(NoTags, [Keys("managed")], FenceMode.TagsOnly).ToDelete));

    [Fact]
    public void Says_no_condition_where_there_is_none() =>
        Assert.DoesNotContain("Condition", Of(NoTags, [], FenceMode.TagsOnly).ToDelete, StringComparison.Ordinal);

    [Fact]
    public void Lets_only_what_is_marked_be_deleted_where_there_is_grace_but_tries_without_the_mark()
    {
        var fence = Of(NoTags.Guarded(safeguards => safeguards with { GraceDays = 7 }), []);

        Assert.Contains("""
            "Null":{"aws:ResourceTag/snapshot-lambda:delete-after":"false"}
            """.Trim(), fence.ToDelete, StringComparison.Ordinal);
        Assert.Equal(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DeleteSnapshot","Resource":"arn:aws:ec2:us-east-1::snapshot/*",
            "Condition":{"DateLessThan":{"ec2:SnapshotTime":"2026-06-01T03:00:00Z"}}}]}
            """.ReplaceLineEndings(""),
            fence.ToTry);
    }

    [Theory]
    [InlineData(0, nameof(RecycleBin.Off), false)]
    [InlineData(1, nameof(RecycleBin.Off), true)]
    [InlineData(0, nameof(RecycleBin.Use), true)]
    [InlineData(0, nameof(RecycleBin.Require), true)]
    public void Lets_our_own_tags_alone_be_set_and_only_where_they_are_used(int graceDays, string recycleBin, bool tags)
    {
        const string Statement = """
            {"Effect":"Allow","Action":["ec2:CreateTags","ec2:DeleteTags"],"Resource":"arn:aws:ec2:us-east-1::snapshot/*",
            "Condition":{"ForAllValues:StringLike":{"aws:TagKeys":["snapshot-lambda:delete-after","snapshot-lambda:r*"]},"Null":{"aws:TagKeys":"false"}}}
            """;
        var fence = Of(
            NoTags.Guarded(safeguards => safeguards with { GraceDays = graceDays, RecycleBin = Enum.Parse<RecycleBin>(recycleBin) }), []);

        Assert.Equal(tags, fence.ToDelete.Contains(Statement.ReplaceLineEndings(""), StringComparison.Ordinal));
        Assert.DoesNotContain("CreateTags", fence.ToTry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, """["snapshot-lambda:leftover-since"]""")]
    [InlineData(1, """["snapshot-lambda:delete-after","snapshot-lambda:r*","snapshot-lambda:leftover-since"]""")]
    public void Lets_the_day_of_a_leftover_be_set_where_leftovers_may_go_and_says_that_AWS_does_not_check_them(int graceDays, string keys)
    {
        var plan = NoTags.Guarded(safeguards => safeguards with { GraceDays = graceDays }) with
        {
            Policies =
            [
                new()
                {
                    Name = "ami",
                    IsOtherwise = true,
                    ExcludeTags = TagFilter.Empty,
                    DeregisteredImages = DeregisteredImages.AgeOnly,
                },
            ],
        };
        var fence = Of(plan, []);

        var written = keys.Contains(',', StringComparison.Ordinal) ? keys : keys.Trim('[', ']');
        Assert.Contains($""" "aws:TagKeys":{written}""".Trim(), fence.ToDelete, StringComparison.Ordinal);
        Assert.DoesNotContain("leftover", fence.ToTry, StringComparison.Ordinal);
        Assert.Equal(["deregisteredImages: what AMIs left behind"], Omits(fence));
    }

    [Fact]
    public void Names_the_keys_of_all_guards_that_are_not_skipped()
    {
        var all = Fence.Of(Terms(NoTags));
        var some = Fence.Of(
            Terms(NoTags.Guarded(safeguards => safeguards with { SkipGuards = new HashSet<string> { "backup", "lifecycleManager" } })));

        Assert.Equal(AlwaysOmitted, Omits(all));
        Assert.Equal(
            Guard.All.SelectMany(guard => guard.TagKeys).Where(key => !key.IsPrefix).Select(key => key.Pattern),
            all.Conditions.Select(condition => condition.Key));
        Assert.DoesNotContain(some.Conditions, condition => condition.Key.Contains("backup:", StringComparison.Ordinal)
            || condition.Key.Contains("dlm", StringComparison.Ordinal));
        Assert.DoesNotContain("lifecycleManager: aws:dlm:*", Omits(some));
    }

    [Theory]
    [InlineData("Stufe日", "x", "excludeTags.Stufe日")]
    [InlineData("a*", "x", "excludeTags.a*")]
    [InlineData("a?", "x", "excludeTags.a?")]
    [InlineData("${aws:username}", "x", "excludeTags.${aws:username}")]
    [InlineData("tab\t", "*", "excludeTags.tab\t")]
    [InlineData("Key", "日", "excludeTags.Key")]
    [InlineData("Key", "${x}", "excludeTags.Key")]
    public void Leaves_out_and_names_what_IAM_cannot_say(string key, string value, string omitted)
    {
        var fence = Of(NoTags.Retaining(retention => retention with { ExcludeTags = Filter((key, [value])) }), []);

        Assert.Equal([omitted], Omits(fence));
        Assert.Equal("""{"DateLessThan":{"ec2:SnapshotTime":"2026-06-01T03:00:00Z"}}""", Conditions(fence.ToDelete));
    }

    [Theory]
    [InlineData("""Quote"d""", "\\b\"")]
    [InlineData("Größe ÿ", "ü\u00a0¿")]
    [InlineData("aws:dlm:mine", "$ {x} $")]
    [InlineData("with space", " ")]
    [InlineData("x", "")]
    public void Says_what_is_merely_odd(string key, string value)
    {
        var fence = Of(NoTags.Retaining(retention => retention with { ExcludeTags = Filter((key, [value])) }), []);
        using var json = JsonDocument.Parse(fence.ToDelete);

        var said = json.RootElement.GetProperty("Statement")[1]
            .GetProperty("Condition")
            .GetProperty("StringNotLike")
            .EnumerateObject()
            .Single();
        Assert.Equal(($"aws:ResourceTag/{key}", value), (said.Name, said.Value.GetString()));
        Assert.Empty(Omits(fence));
    }

    [Fact]
    public void An_exclusion_keeps_the_values_that_can_be_said()
    {
        var fence = Of(NoTags.Retaining(retention => retention with { ExcludeTags = Filter(("Env", ["prod", "日本", "live"])) }), []);

        Assert.Equal(["prod", "live"], Assert.Single(fence.Conditions).Values.AsEnumerable());
        Assert.Equal(["excludeTags.Env: 日本"], Omits(fence));
    }

    [Fact]
    public void An_inclusion_is_said_whole_or_not_at_all()
    {
        var fence = Of(
            NoTags.Retaining(retention => retention with { IncludeTags = Filter(("Env", ["dev", "日本"]), ("Team", ["日本", "**"])) }), []);

        Assert.Equal(new TagCondition(TagTest.Present, "Team", []).ToString(), Assert.Single(fence.Conditions).ToString());
        Assert.Equal(["includeTags.Env"], Omits(fence));
    }

    [Fact]
    public void An_inclusion_is_left_out_where_a_key_that_it_is_merged_with_cannot_be_said()
    {
        var fence = Of(NoTags.Retaining(retention => retention with { IncludeTags = Filter(("ÿ", ["a"]), ("Ÿ", ["b"])) }), []);

        Assert.Empty(fence.Conditions);
        Assert.Equal(["includeTags.ÿ", "includeTags.Ÿ"], Omits(fence));
    }

    [Fact]
    public void A_key_without_a_value_excludes_nothing_and_includes_what_IAM_cannot_say()
    {
        var fence = Of(
            NoTags.Retaining(retention => retention with { ExcludeTags = Filter(("Env", [])), IncludeTags = Filter(("Team", [])) }), []);

        Assert.Empty(fence.Conditions);
        Assert.Equal(["includeTags.Team"], Omits(fence));
    }

    [Fact]
    public void A_star_among_the_values_covers_the_others()
    {
        var fence = Of(
            NoTags.Retaining(retention => retention with
            {
                ExcludeTags = Filter(("Env", ["日本", "*", "live"])),
                IncludeTags = Filter(("Team", ["日本", "*", "a"])),
            }),
            []);

        Assert.Equal(
            ["Absent Env ", "Present Team "],
            fence.Conditions.Select(condition => $"{condition.Test} {condition.Key} {string.Join(' ', condition.Values)}"));
        Assert.Empty(Omits(fence));
    }

    [Fact]
    public void A_guard_s_key_covers_the_values_that_an_exclusion_of_it_could_not_say()
    {
        var fence = Of(NoTags.Retaining(retention => retention with { ExcludeTags = Filter(("MANAGED", ["日本", "x"])) }), [Keys("managed")]);

        Assert.Equal("managed", Assert.Single(fence.Conditions).Key);
        Assert.Empty(Omits(fence));
    }

    [Fact]
    public void A_guard_s_key_that_IAM_cannot_name_is_left_out()
    {
        var fence = Of(NoTags, [Keys("日本", "managed")]);

        Assert.Equal("managed", Assert.Single(fence.Conditions).Key);
        Assert.Equal(["test: 日本"], Omits(fence));
    }

    [Fact]
    public void Names_a_key_once_whatever_its_case()
    {
        var policy = NoTags.Retaining(retention => retention with
        {
            ExcludeTags = Filter(("DLM:Managed", ["no"]), ("env", ["prod"]), ("ENV", ["live"]), ("Both", ["*"])),
            IncludeTags = Filter(("Team", ["a"]), ("team", ["b"]), ("both", ["x"])),
        });
        var fence = Of(policy, [Keys("dlm:managed", "Dlm:Managed")]);

        Assert.Equal(
            """
            {"DateLessThan":{"ec2:SnapshotTime":"2026-06-01T03:00:00Z"},
            "StringLike":{"aws:ResourceTag/Team":["a","b"],"aws:ResourceTag/both":"x"},
            "StringNotLike":{"aws:ResourceTag/env":["prod","live"]},
            "Null":{"aws:ResourceTag/dlm:managed":"true","aws:ResourceTag/Both":"true"}}
            """.ReplaceLineEndings(""),
            Conditions(fence.ToDelete));
        Assert.Equal(["includeTags.Team: merged with team"], Omits(fence));
    }

    [Fact]
    public void Names_included_keys_that_it_merges_as_long_as_it_says_them_and_then_as_left_out()
    {
        var fence = Of(
            NoTags.Retaining(
                retention => retention with { IncludeTags = Filter(("Env", ["dev"]), ("env", ["x"]), ("Team", ["a"]), ("ENV", ["*"])) }),
            []);

        Assert.Equal(["Env", "Team"], fence.Conditions.Select(condition => condition.Key));
        Assert.Equal(["includeTags.Env: merged with env, ENV"], Omits(fence));
        Assert.Equal(["includeTags.Env: merged with env, ENV", "includeTags.Team"], Omits(fence.Smaller!));
        Assert.Equal(["includeTags.Env", "includeTags.env", "includeTags.ENV", "includeTags.Team"], Omits(fence.Smaller!.Smaller!));
    }

    [Theory]
    [InlineData("CreatedBy")]
    [InlineData("createdby")]
    public void A_guard_s_value_and_an_excluded_one_of_the_same_key_are_one_condition(string key)
    {
        var fence = Fence.Of(
            Terms(NoTags.Retaining(retention => retention with { ExcludeTags = Filter((key, ["terraform", "EC2 Fast Launch"])) })));

        var condition = Assert.Single(fence.Conditions, condition => condition.Key == "CreatedBy");
        Assert.Equal((TagTest.NoneLike, "EC2 Fast Launch,terraform"), (condition.Test, string.Join(',', condition.Values)));
        Assert.DoesNotContain(fence.Conditions, condition => condition.Key == "createdby");
    }

    [Fact]
    public void A_guard_s_value_needs_no_condition_where_no_value_may_be()
    {
        var fence = Fence.Of(Terms(NoTags.Retaining(retention => retention with { ExcludeTags = Filter(("createdBy", ["*"])) })));

        Assert.Contains(fence.Conditions, condition => condition is { Key: "createdBy", Test: TagTest.Absent });
        Assert.Contains("\"aws:ResourceTag/createdBy\":\"true\"", fence.ToDelete, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_skipped_is_not_in_the_fence()
    {
        var fence = Fence.Of(
            Terms(NoTags.Guarded(safeguards => safeguards with
            {
                SkipGuards = new HashSet<string> { "awsServices:InspectorScan", "awsServices:CreatedBy", "kubernetes:velero.io/*" },
            })));

        Assert.DoesNotContain(fence.Conditions, condition => condition.Key is "InspectorScan" or "CreatedBy");
        Assert.Contains(fence.Conditions, condition => condition.Key == "GuardDutyScanId");
        Assert.DoesNotContain("kubernetes: velero.io/*", Omits(fence));
    }

    [Fact]
    public void Other_spellings_merge_with_a_key_of_their_own()
    {
        var fence = Of(
            NoTags.Retaining(retention => retention with { ExcludeTags = Filter(("do-not-delete", ["a"]), ("DoNotDelete", ["b"])) }), []);

        Assert.Equal(
            ["DoNotDelete b", "do-not-delete b,a", "do_not_delete b", "do not delete b"],
            fence.Conditions.Select(condition => $"{condition.Key} {string.Join(',', condition.Values)}"));
        Assert.Equal(["excludeTags.DoNotDelete: other spellings"], Omits(fence));
    }
}
