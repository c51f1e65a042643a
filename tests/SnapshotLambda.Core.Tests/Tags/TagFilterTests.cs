using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Tags;

public sealed class TagFilterTests
{
    private static readonly Tag[] Tags = [new("Environment", "dev-2"), new("Owner", "data"), new("Note", "")];

    [Fact]
    public void An_empty_scope_takes_every_snapshot_in()
    {
        Assert.True(TagFilter.Empty.MatchesAll(Tags));
        Assert.True(TagFilter.Empty.MatchesAll([]));
    }

    [Fact]
    public void An_empty_exclusion_keeps_none() => Assert.False(TagFilter.Empty.MatchesAny(Tags));

    [Fact]
    public void A_scope_needs_every_key() =>
        Assert.Equal((true, false), (Filter(("Environment", ["dev-*"]), ("Owner", ["data"])).MatchesAll(Tags),
            Filter(("Environment", ["dev-*"]), ("Team", ["*"])).MatchesAll(Tags)));

    [Fact]
    public void A_scope_needs_one_of_a_keys_values() =>
        Assert.Equal(
            (true, false),
            (Filter(("Environment", ["test", "dev-?"])).MatchesAll(Tags), Filter(("Environment", ["test", "prod"])).MatchesAll(Tags)));

    [Fact]
    public void A_scopes_keys_compare_exactly() => Assert.False(Filter(("environment", ["*"])).MatchesAll(Tags));

    [Fact]
    public void An_exclusions_keys_compare_without_case() => Assert.True(Filter(("ENVIRONMENT", ["*"])).MatchesAny(Tags));

    [Fact]
    public void An_exclusions_values_compare_with_case() => Assert.False(Filter(("Environment", ["DEV-2"])).MatchesAny(Tags));

    [Fact]
    public void An_exclusion_needs_one_key_only() => Assert.True(Filter(("Team", ["*"]), ("Owner", ["data"])).MatchesAny(Tags));

    [Fact]
    public void A_star_matches_an_empty_value() => Assert.True(Filter(("Note", ["*"])).MatchesAny(Tags));

    [Theory]
    [InlineData("Env*", "dev-?", true)]
    [InlineData("env*MENT", "*", true)]
    [InlineData("*", "data", true)]
    [InlineData("O?ner", "data", true)]
    [InlineData("Env*", "DEV-2", false)]
    [InlineData("Env?", "*", false)]
    public void An_exclusion_s_keys_may_have_wildcards_and_compare_without_case(string key, string value, bool matches) =>
        Assert.Equal(matches, Filter(("Other", ["*"]), (key, [value])).MatchesAny(Tags));

    [Fact]
    public void A_key_with_a_wildcard_still_means_itself() => Assert.True(Filter(("a*b?", ["x"])).MatchesAny([new("a*b?", "x")]));

    [Fact]
    public void A_star_in_a_scope_s_key_is_a_star() => Assert.False(Filter(("Env*", ["*"])).MatchesAll(Tags));

    [Theory]
    [InlineData("DoNotDelete", true)]
    [InlineData("do-not-delete", true)]
    [InlineData("Do_Not_Delete", true)]
    [InlineData("DONOTDELETE", true)]
    [InlineData("do not delete", true)]
    [InlineData(" -do__NOT\u00a0dele-te_ ", true)]
    [InlineData("do.not.delete", false)]
    [InlineData("do-not-delet", false)]
    [InlineData("do-not-deleted", false)]
    [InlineData("donotdelete2", false)]
    [InlineData("-----------", false)]
    [InlineData("", false)]
    public void DoNotDelete_compares_without_case_spaces_hyphens_and_underscores(string key, bool matches)
    {
        Assert.Equal(matches, new Retention().ExcludeTags.MatchesAny([new("Name", "x"), new(key, "")]));
        Assert.Equal(matches, Filter(("DONOTDELETE", ["yes"])).MatchesAny([new(key, "yes")]));
        Assert.False(Filter(("DoNotDelete", ["yes"])).MatchesAny([new(key, "no")]));
    }

    [Fact]
    public void Another_spelling_of_it_means_itself_alone() =>
        Assert.Equal((true, false), (Filter(("do-not-delete", ["*"])).MatchesAny([new("Do-Not-Delete", "")]),
            Filter(("do-not-delete", ["*"])).MatchesAny([new("DoNotDelete", "")])));

    [Theory]
    [InlineData("Keep", "KEEP", true)]
    [InlineData("K*", "keep", true)]
    [InlineData("*", "K*", true)]
    [InlineData("K*", "k*", true)]
    [InlineData("K*", "Ke*", false)]
    [InlineData("Keep", "K*", false)]
    [InlineData("Keep", "Keeper", false)]
    [InlineData("DoNotDelete", "do-not-delete", true)]
    [InlineData("do-not-delete", "DoNotDelete", false)]
    [InlineData("Do*", "DoNotDelete", false)]
    [InlineData("**", "DoNotDelete", true)]
    public void A_key_means_all_of_another_where_that_is_plain_to_see(string key, string other, bool covers) =>
        Assert.Equal(covers, new TagRule(key, []).MeansAllOf(new TagRule(other, [])));

    [Fact]
    public void A_key_without_values_matches_nothing() => Assert.False(Filter(("Owner", [])).MatchesAny(Tags));

    [Fact]
    public void Either_of_two_tags_that_differ_in_case_alone_is_enough() =>
        Assert.True(Filter(("Keep", ["yes"])).MatchesAny([new("keep", "no"), new("KEEP", "yes")]));

    [Fact]
    public void Keys_of_an_exclusion_that_differ_in_case_alone_each_count() =>
        Assert.True(Filter(("Keep", ["no"]), ("KEEP", ["yes"])).MatchesAny([new("keep", "yes")]));

    [Fact]
    public void Keys_of_a_scope_that_differ_in_case_alone_are_two() =>
        Assert.Equal((true, false), (Filter(("Env", ["a"]), ("env", ["b"])).MatchesAll([new("Env", "a"), new("env", "b")]),
            Filter(("Env", ["a"]), ("env", ["b"])).MatchesAll([new("Env", "a"), new("Env2", "b")])));

    [Theory]
    [InlineData("**", "anything", true)]
    [InlineData("", "", true)]
    [InlineData("", "anything", false)]
    [InlineData("?", "", false)]
    [InlineData("literal", "LITERAL", false)]
    public void A_value_means_the_same_looked_up_as_tried(string pattern, string value, bool matches)
    {
        Assert.Equal(matches, new WildcardPattern(pattern).Matches(value));
        Assert.Equal(matches, Filter(("Key", ["other-*", pattern])).MatchesAny([new("key", value)]));
        Assert.Equal(matches, Filter(("Key", ["other-*", pattern])).MatchesAll([new("Key", value)]));
    }

    [Fact]
    public void A_filter_does_not_change_with_the_list_it_was_made_of()
    {
        List<TagRule> rules = [TagFilter.DoNotDelete];
        var filter = new TagFilter(rules);
        rules.Clear();
        Assert.Equal("DoNotDelete", Assert.Single(filter.Rules).Key);
    }

    [Fact]
    public void The_default_policy_keeps_what_is_tagged_DoNotDelete()
    {
        var retention = new Retention();
        Assert.True(retention.ExcludeTags.MatchesAny([new("donotdelete", "")]));
        Assert.False(retention.ExcludeTags.MatchesAny(Tags));
    }

    private static TagFilter Filter(params (string Key, string[] Values)[] rules) =>
        new(rules.Select(rule => new TagRule(rule.Key, [.. rule.Values.Select(value => new WildcardPattern(value))])));
}
