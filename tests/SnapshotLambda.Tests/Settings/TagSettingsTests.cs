namespace SnapshotLambda.Tests.Settings;

public sealed class TagSettingsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"excludeTags": {}}""")]
    [InlineData("""{"excludeTags": {"Keep": ["yes"]}}""")]
    [InlineData("""{"excludeTags": {"DoNotDelete": ["only-this"]}}""")]
    [InlineData("""{"excludeTags": {"Keep": []}}""")]
    public void DoNotDelete_holds_in_addition_to_what_is_excluded(string payload) =>
        Assert.True(ReadSettings.Good(payload).Retention.ExcludeTags.MatchesAny([new("donotdelete", "anything")]));

    [Theory]
    [InlineData("""{"DoNotDelete": []}""")]
    [InlineData("""{"DONOTDELETE": []}""")]
    public void DoNotDelete_is_lifted_by_name_in_any_layer(string filter)
    {
        Assert.Empty(ReadSettings.Good($$"""{"excludeTags": {{filter}}}""").Retention.ExcludeTags.Rules);
        Assert.Empty(ReadSettings.Good("{}", $$"""{"excludeTags": {{filter}}}""").Retention.ExcludeTags.Rules);
        var run = ReadSettings.Good("{}", null, ("SNAPSHOT_LAMBDA_EXCLUDE_TAGS", filter));
        Assert.Empty(run.Retention.ExcludeTags.Rules);
        Assert.Equal("""{"DoNotDelete":[]}""", run.Effective["excludeTags"].Value.GetRawText());
    }

    [Fact]
    public void A_layer_that_excludes_something_else_does_not_inherit_what_another_lifted() =>
        Assert.True(ReadSettings.Good(
            """{"excludeTags": {"Keep": ["*"]}}""",
            null,
            ("SNAPSHOT_LAMBDA_EXCLUDE_TAGS", """{"DoNotDelete": []}""")).Retention.ExcludeTags.MatchesAny([new("DoNotDelete", "")]));

    [Theory]
    [InlineData("includeTags")]
    [InlineData("excludeTags")]
    public void A_filter_has_so_many_keys_and_no_more(string setting)
    {
        static string Keys(int count) =>
            $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $""" "key-{i}":["*","value"] """))}}}";

        ReadSettings.Good($$"""{"{{setting}}":{{Keys(200)}}}""");
        var error = ReadSettings.TheError($$"""{"{{setting}}":{{Keys(201)}}}""");
        Assert.Equal(setting, error.Field);
        Assert.StartsWith($$"""{{setting}}: { "key-0":["*",""", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" has 201 keys; valid: up to 200 keys", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            "SNAPSHOT_LAMBDA_EXCLUDE_TAGS", ReadSettings.TheError("{}", null, ("SNAPSHOT_LAMBDA_EXCLUDE_TAGS", Keys(6_000))).Field);
    }

    [Fact]
    public void A_filter_has_so_many_values_with_a_wildcard_and_as_many_others_as_fit()
    {
        static string Filter(int patterns)
        {
            var some = string.Join(',', Enumerable.Range(0, patterns - 1).Select(i => $""" "pattern-{i}-*" """));
            var literals = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $""" "{i}" """));
            return $$$"""{"excludeTags": {"A": ["*", {{{some}}}], "B": ["b?"], "C": [{{{literals}}}]}}""";
        }

        var excluded = ReadSettings.Good(Filter(50)).Retention.ExcludeTags;
        Assert.True(excluded.MatchesAny([new("c", "4999")]));
        var error = ReadSettings.TheError(Filter(51));
        Assert.Equal("excludeTags", error.Field);
        Assert.Contains(
            " has 51 keys and values with * or ?; valid: up to 50 of them; those without, and values of * alone, do not count",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_with_a_wildcard_count_among_those()
    {
        static string Filter(
            int keys) => $$$"""{"excludeTags": {{{{string.Join(',', Enumerable.Range(0, keys).Select(i => $""" "key-{i}-*":["*"] """))}}}, "Literal": ["a*"]}}""";

        Assert.True(ReadSettings.Good(Filter(49)).Retention.ExcludeTags.MatchesAny([new("KEY-48-x", "")]));
        Assert.Contains(" has 51 keys and values with * or ?", ReadSettings.TheError(Filter(50)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("do-not-delete")]
    [InlineData("Do_Not_Delete")]
    [InlineData("DONOTDELETE")]
    [InlineData("do not delete")]
    public void DoNotDelete_holds_in_every_spelling_and_is_lifted_in_every_spelling(string key)
    {
        Assert.True(ReadSettings.Good("{}").Retention.ExcludeTags.MatchesAny([new(key, "")]));
        Assert.False(
            ReadSettings.Good("""{"excludeTags": {"DoNotDelete": [], "Keep": ["*"]}}""").Retention.ExcludeTags.MatchesAny([new(key, "")]));
    }

    [Fact]
    public void Another_spelling_can_be_excluded_by_itself_and_lifts_nothing()
    {
        var excluded = ReadSettings.Good("""{"excludeTags": {"DoNotDelete": [], "do-not-delete": ["yes"]}}""").Retention.ExcludeTags;
        Assert.Equal((true, false), (excluded.MatchesAny([new("DO-NOT-DELETE", "yes")]), excluded.MatchesAny([new("DoNotDelete", "yes")])));
        Assert.True(ReadSettings.Good("""{"excludeTags": {"do-not-delete": ["yes"]}}""").Retention.ExcludeTags
            .MatchesAny([new("do-not-delete", "no")]));
    }

    [Fact]
    public void What_is_excluded_shows_with_DoNotDelete() =>
        Assert.Equal(
            """{"A":["1","2*"],"DoNotDelete":["*"]}""",
            ReadSettings.Good("""{"excludeTags": {"A": ["1", "2*"]}}""").Effective["excludeTags"].Value.GetRawText());
}
