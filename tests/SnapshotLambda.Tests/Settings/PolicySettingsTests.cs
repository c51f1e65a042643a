using SnapshotLambda.Core.Rules;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

/// <summary>What an entry of policies may say, and what becomes of it in the plan's inputs.</summary>
public sealed class PolicySettingsTests
{
    private const string Example = """
        {"name": "dev", "includeTags": {"Environment": ["dev"]}, "maxAgeDays": 7},
        {"name": "prod", "includeTags": {"Environment": ["prod"]}, "maxAgeDays": 35, "keepMonthly": 12, "keepYearly": 7},
        {"name": "rest", "otherwise": true, "deregisteredImages": "ageOnly"}
        """;

    [Fact]
    public void There_are_none_by_default_and_an_empty_list_says_the_same()
    {
        Assert.Empty(ReadSettings.Good("{}").PlanInputs.Policies);
        Assert.Null(ReadSettings.Good("{}").PlanInputs.OnlyPolicies);
        Assert.Equal(ReadSettings.Good("{}").Digest, ReadSettings.Good("""{"policies": []}""").Digest);
        Assert.Equal("[]", ReadSettings.Good("{}").Effective["policies"].Value.GetRawText());
    }

    [Fact]
    public void What_an_entry_does_not_name_it_takes_from_the_top_level_of_the_layer_that_counts()
    {
        var run = ReadSettings.Good(
            """{"keepLatestPerVolume": 5}""",
            Policies(Example, """ "keepDaily": 3, "keepLatestPerVolume": 2, "lineageTag": "source" """),
            ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "60"),
            ("SNAPSHOT_LAMBDA_COPIES", "byTag"));

        var (dev, prod, rest) = (Find(run, "dev"), Find(run, "prod"), Find(run, "rest"));
        Assert.Equal((7, 5, 3, 0, 0), Numbers(dev));
        Assert.Equal((35, 5, 3, 12, 7), Numbers(prod));
        Assert.Equal((60, 5, 3, 0, 0), Numbers(rest));
        Assert.All(run.PlanInputs.Policies, policy => Assert.Equal((Copies.ByTag, "source"), (policy.Copies, policy.LineageTag)));
        Assert.Equal((false, false, true), (dev.IsOtherwise, prod.IsOtherwise, rest.IsOtherwise));
        Assert.Equal((DeregisteredImages.Keep, DeregisteredImages.AgeOnly), (prod.DeregisteredImages, rest.DeregisteredImages));
    }

    [Fact]
    public void An_entry_names_every_one_of_its_settings()
    {
        var policy = Find(
            ReadSettings.Good(Policies("""
                {"name": "a-1", "includeTags": {"Env": ["dev-*"]}, "excludeTags": {"Keep?": ["*"]}, "maxAgeDays": 3650, "keepLatestPerVolume": 1000,
                 "keepDaily": 3650, "keepWeekly": 520, "keepMonthly": 240, "keepYearly": 100, "deletedVolumes": "ageOnly", "copies": "ageOnly",
                 "archived": "after90Days", "deregisteredImages": "ageOnly"}
                """)),
            "a-1");

        Assert.Equal((3650, 1000, 3650, 240, 100), Numbers(policy));
        Assert.Equal(520, policy.KeepWeekly);
        Assert.Equal(
            (DeletedVolumes.AgeOnly, Copies.AgeOnly, ArchivedSnapshots.After90Days, DeregisteredImages.AgeOnly),
            (policy.DeletedVolumes, policy.Copies, policy.Archived, policy.DeregisteredImages));
        Assert.Equal(["Env"], policy.IncludeTags.Rules.Select(rule => rule.Key));
        Assert.True(policy.ExcludeTags.MatchesAny([new("KEEPS", "x")]));
    }

    // The top level's tags hold for all anyway. A policy that had them too would name itself as the one that keeps.
    [Fact]
    public void An_entry_has_its_own_tags_alone_and_takes_dates_and_errors_from_the_top_level()
    {
        var run = ReadSettings.Good(Policies(
            """{"name": "a"}, {"name": "b", "excludeTags": {"Hold": ["*"]}}""",
            """ "includeTags": {"Team": ["x"]}, "excludeTags": {"Keep": ["*"]}, "keepUntilTags": ["until"], "errorState": "ageOnly" """));

        Assert.Empty(Find(run, "a").IncludeTags.Rules);
        Assert.Empty(Find(run, "a").ExcludeTags.Rules);
        Assert.Equal(["Hold"], Find(run, "b").ExcludeTags.Rules.Select(rule => rule.Key));
        Assert.All(run.PlanInputs.Policies, policy => Assert.Equal(["until"], policy.KeepUntilTags.Keys));
        Assert.All(run.PlanInputs.Policies, policy => Assert.Equal(FailedSnapshots.AgeOnly, policy.ErrorState));
        Assert.Equal(["DoNotDelete", "Keep"], run.PlanInputs.Retention.ExcludeTags.Rules.Select(rule => rule.Key));
        Assert.Null(run.PlanInputs.Retention.Name);
    }

    [Theory]
    [InlineData("5", "policies", "policies: 5 is a number; valid: an array of up to 20 policies, as in [{\"name\": \"dev\", ")]
    [InlineData("{\"name\": \"dev\"}", "policies", "is an object; valid: an array of up to 20 policies")]
    [InlineData("null", "policies", "policies: null names nothing; valid: an array of up to 20 policies")]
    [InlineData("[5]", "policies[0]", "policies[0]: 5 is a number; valid: an object, as in {\"name\": \"dev\", ")]
    [InlineData("[{}]", "policies[0].name", "policies[0].name: is missing; valid: a text of 1 to 64 characters of a-z, 0-9 and -")]
    [InlineData(
        "[{\"name\": \"Dev\"}]",
        "policies[0].name",
        "policies[0].name: \"Dev\" is something else; valid: a text of 1 to 64 characters of a-z, 0-9 and -")]
    [InlineData("[{\"name\": \"\"}]", "policies[0].name", "policies[0].name: \"\" is empty")]
    [InlineData("[{\"name\": \"a b\"}]", "policies[0].name", "is something else")]
    [InlineData("[{\"name\": \"é\"}]", "policies[0].name", "is something else")]
    [InlineData("[{\"name\": 7}]", "policies[0].name", "policies[0].name: 7 is a number")]
    [InlineData("[{\"name\": null}]", "policies[0].name", "policies[0].name: null names nothing")]
    [InlineData(
        "[{\"name\": \"a\", \"name\": \"b\"}]",
        "policies[0].name",
        "policies[0].name: \"b\" is there a second time; valid: each field once")]
    [InlineData(
        "[{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"a\"}]",
        "policies[2].name",
        "policies[2].name: \"a\" is the name of another policy; valid: each name once")]
    [InlineData(
        "[{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"c\", \"maxAgeDays\": 0}]",
        "policies[2].maxAgeDays",
        "policies[2].maxAgeDays: 0 is out of range; valid: a whole number from 1 to 3650")]
    [InlineData(
        "[{\"name\": \"a\", \"maxAgeDays\": null}]",
        "policies[0].maxAgeDays",
        "policies[0].maxAgeDays: null names nothing; valid: a whole number from 1 to 3650; or leave it out")]
    [InlineData(
        "[{\"name\": \"a\", \"keepLatestPerVolume\": 1001}]", "policies[0].keepLatestPerVolume", "valid: a whole number from 0 to 1000")]
    [InlineData("[{\"name\": \"a\", \"keepDaily\": 3651}]", "policies[0].keepDaily", "valid: a whole number from 0 to 3650")]
    [InlineData("[{\"name\": \"a\", \"keepWeekly\": 521}]", "policies[0].keepWeekly", "valid: a whole number from 0 to 520")]
    [InlineData("[{\"name\": \"a\", \"keepMonthly\": 241}]", "policies[0].keepMonthly", "valid: a whole number from 0 to 240")]
    [InlineData("[{\"name\": \"a\", \"keepYearly\": -1}]", "policies[0].keepYearly", "valid: a whole number from 0 to 100")]
    [InlineData("[{\"name\": \"a\", \"deletedVolumes\": \"keep\"}]", "policies[0].deletedVolumes", "did you mean keepLatest?")]
    [InlineData("[{\"name\": \"a\", \"copies\": \"no\"}]", "policies[0].copies", "valid: \"keep\" or \"byTag\" or \"ageOnly\"")]
    [InlineData("[{\"name\": \"a\", \"archived\": \"after90days\"}]", "policies[0].archived", "did you mean after90Days?")]
    [InlineData("[{\"name\": \"a\", \"deregisteredImages\": true}]", "policies[0].deregisteredImages", "valid: \"keep\" or \"ageOnly\"")]
    [InlineData(
        "[{\"name\": \"a\", \"maxAgeDay\": 7}]", "policies[0].maxAgeDay", "policies[0].maxAgeDay: unknown; did you mean maxAgeDays?")]
    [InlineData(
        "[{\"name\": \"a\", \"colour\": 7}]",
        "policies[0].colour",
        "policies[0].colour: unknown; valid: name, otherwise, includeTags, excludeTags, maxAgeDays, ")]
    [InlineData(
        "[{\"name\": \"a\", \"graceDays\": 7}]",
        "policies[0].graceDays",
        "policies[0].graceDays: 7 holds for all policies; valid: graceDays beside policies; a policy has name, otherwise, ")]
    [InlineData("[{\"name\": \"a\", \"keepUntilTags\": []}]", "policies[0].keepUntilTags", "holds for all policies")]
    [InlineData("[{\"name\": \"a\", \"errorState\": \"keep\"}]", "policies[0].errorState", "holds for all policies")]
    [InlineData(
        "[{\"name\": \"a\", \"otherwise\": \"true\"}]",
        "policies[0].otherwise",
        "policies[0].otherwise: \"true\" is a text; valid: true or false")]
    [InlineData(
        "[{\"name\": \"a\", \"otherwise\": true}, {\"name\": \"b\", \"otherwise\": true}]",
        "policies[1].otherwise",
        "policies[1].otherwise: true is said of a too; valid: true in one policy at most")]
    [InlineData(
        "[{\"name\": \"a\", \"otherwise\": true, \"includeTags\": {\"A\": [\"x\"]}}]",
        "policies[0].includeTags",
        "policies[0].includeTags: {\"A\":[\"x\"]} comes with otherwise, which governs what no other policy matches; valid: one of the two")]
    [InlineData(
        "[{\"name\": \"a\", \"includeTags\": {\"Env\": [\"x\"], \"ENV\": [\"y\"]}}]",
        "policies[0].includeTags.ENV",
        "policies[0].includeTags.ENV: [\"y\"] is a key that was named before; valid: each key once, in whatever case")]
    [InlineData("[{\"name\": \"a\", \"includeTags\": {\"Env\": []}}]", "policies[0].includeTags.Env", "could never match")]
    [InlineData("[{\"name\": \"a\", \"includeTags\": {\"Env*\": [\"x\"]}}]", "policies[0].includeTags.Env*", "has a key with * or ?")]
    [InlineData(
        "[{\"name\": \"a\", \"excludeTags\": {\"DoNotDelete\": []}}]",
        "policies[0].excludeTags.DoNotDelete",
        "policies[0].excludeTags.DoNotDelete: [] lifts nothing in a policy; valid: at least one value; [\"*\"] for any. What excludeTags keep at the top level, they keep in every policy")]
    [InlineData(
        "[{\"name\": \"a\", \"excludeTags\": {\"do-not-delete\": []}}]",
        "policies[0].excludeTags.do-not-delete",
        "lifts nothing in a policy")]
    [InlineData(
        "[{\"name\": \"a\", \"copies\": \"byTag\"}]",
        "policies[0].copies",
        "policies[0].copies: \"byTag\" comes without lineageTag; valid: copies byTag and lineageTag together")]
    public void What_is_wrong_in_an_entry_is_told_at_its_place(string policies, string field, string message)
    {
        var error = ReadSettings.TheError($$"""{"policies": {{policies}}}""");
        Assert.Equal(field, error.Field);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 700);
        Assert.Equal($"snapshotlambda.json: {field}", ReadSettings.TheError("{}", $$"""{"policies": {{policies}}}""").Field);
    }

    [Fact]
    public void Twenty_fit_and_no_more()
    {
        static string Named(int count) => Policies(string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"name": "p-{{i}}"}""")));

        Assert.Equal(20, ReadSettings.Good(Named(20)).PlanInputs.Policies.Count);
        Assert.Contains(
            " has 21 items; valid: an array of up to 20 policies", ReadSettings.TheError(Named(21)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_has_so_many_characters_and_no_more()
    {
        ReadSettings.Good(Policies($$"""{"name": "{{new string('a', 64)}}"}"""));
        Assert.Contains(
            "policies[0].name",
            ReadSettings.TheError(Policies($$"""{"name": "{{new string('a', 65)}}"}""")).Field,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_all_entries_are_told_at_once() =>
        Assert.Equal(
            ["policies[0].maxAgeDays", "policies[0].keepdaily", "policies[1].name", "policies[2]", "policies[4].name"],
            ReadSettings.Of(Policies("""{"name": "a", "maxAgeDays": 0, "keepdaily": 1}, {}, 7, {"name": "b"}, {"name": "b"}""")).Errors
                .Select(error => error.Field));

    [Fact]
    public void An_entry_may_match_everything_also_beside_others()
    {
        var run = ReadSettings.Good(
            Policies("""{"name": "all"}, {"name": "none", "otherwise": true, "includeTags": {}}, {"name": "a", "otherwise": false}"""));
        Assert.Equal(["all", "none", "a"], run.PlanInputs.Policies.Select(policy => policy.Name!));
        Assert.Equal([false, true, false], run.PlanInputs.Policies.Select(policy => policy.IsOtherwise));
    }

    [Theory]
    [InlineData(
        "policies[1].maxAgeDays: 6 is under SNAPSHOT_LAMBDA_MIN_AGE_DAYS, 7; valid: a whole number from 7 to 3650",
        """{"policies": [{"name": "a", "maxAgeDays": 7}, {"name": "b", "maxAgeDays": 6}]}""",
        null)]
    [InlineData(
        "snapshotlambda.json: policies[0].maxAgeDays: 6 is under",
        """{"policies": []}""",
        """{"policies": [{"name": "a", "maxAgeDays": 6}]}""")]
    [InlineData("maxAgeDays: 6 is under", """{"maxAgeDays": 6, "policies": [{"name": "a", "maxAgeDays": 60}, {"name": "b"}]}""", null)]
    public void The_minimum_age_holds_for_every_entry_and_for_what_it_takes_from_the_top_level(
        string message, string payload, string? file) =>
        Assert.StartsWith(
            message, ReadSettings.TheError(payload, file, ("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", "7")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_policy_may_take_copies_by_tag_from_the_top_level_or_name_it_where_there_is_a_lineage_tag()
    {
        Assert.Equal(
            Copies.ByTag,
            Find(ReadSettings.Good(Policies("""{"name": "a", "copies": "byTag"}""", """ "lineageTag": "source" """)), "a").Copies);
        Assert.Equal(
            ["copies", "policies[1].copies"],
            ReadSettings.Of(Policies("""{"name": "a"}, {"name": "b", "copies": "byTag"}""", """ "copies": "byTag" """)).Errors
                .Select(error => error.Field));
        Assert.Equal("lineageTag", ReadSettings.TheError("""{"copies": "byTag", "lineageTag": 1}""").Field);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""[{"name": "a"}]""")]
    public void They_are_in_no_variable_of_the_environment(string text)
    {
        var error = ReadSettings.TheError("{}", null, ("SNAPSHOT_LAMBDA_POLICIES", text));
        Assert.Equal("SNAPSHOT_LAMBDA_POLICIES", error.Field);
        Assert.EndsWith(
            " is in no variable of the environment; valid: policies in snapshotlambda.json, which is deployed with the function or in a layer; or in a payload",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_in_effect_reads_back_as_the_same_and_does_not_depend_on_order()
    {
        var run = ReadSettings.Good(Policies(Example));
        var text = run.Effective["policies"].Value.GetRawText();

        Assert.Equal(
            """[{"name":"dev","includeTags":{"Environment":["dev"]},"maxAgeDays":7},{"name":"prod","includeTags":{"Environment":["prod"]},"maxAgeDays":35,"keepMonthly":12,"keepYearly":7},{"name":"rest","otherwise":true,"deregisteredImages":"ageOnly"}]""",
            text);
        Assert.Equal(run.Digest, ReadSettings.Good($$"""{"policies": {{text}}}""").Digest);
        Assert.Equal(run.Digest, ReadSettings.Good("{}", Policies("""
            {"deregisteredImages": "ageOnly", "otherwise": true, "name": "rest", "includeTags": {}, "excludeTags": {}},
            {"keepYearly": 7, "name": "prod", "includeTags": {"Environment": ["prod"]}, "maxAgeDays": 35, "keepMonthly": 12, "otherwise": false},
            {"name": "dev", "includeTags": {"Environment": ["dev"]}, "maxAgeDays": 7}
            """)).Digest);
        Assert.NotEqual(run.Digest, ReadSettings.Good(Policies(Example.Replace("12", "13", StringComparison.Ordinal))).Digest);
    }

    [Fact]
    public void Every_setting_of_a_policy_is_one_of_the_top_level_but_for_its_name_and_otherwise() =>
        Assert.Equal(["name", "otherwise"], PolicySettings.Names.Except(SettingTable.Names));

    private static Retention Find(RunSettings run, string name) => Assert.Single(run.PlanInputs.Policies, policy => policy.Name == name);

    private static (int Age, int Latest, int Daily, int Monthly, int Yearly) Numbers(Retention policy) =>
        (policy.MaxAgeDays, policy.KeepLatestPerVolume, policy.KeepDaily, policy.KeepMonthly, policy.KeepYearly);

    private static string Policies(string entries, string top = "") =>
        $$"""{"policies": [{{entries}}]{{(top.Length == 0 ? "" : "," + top)}}}""";
}
