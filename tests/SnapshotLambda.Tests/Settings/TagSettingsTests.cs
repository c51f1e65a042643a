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
        Assert.True(Reading.Good(payload).Policy.ExcludeTags.MatchesAny([new("donotdelete", "anything")]));

    [Theory]
    [InlineData("""{"DoNotDelete": []}""")]
    [InlineData("""{"DONOTDELETE": []}""")]
    public void DoNotDelete_is_lifted_by_name_in_any_layer(string filter)
    {
        Assert.Empty(Reading.Good($"{{\"excludeTags\": {filter}}}").Policy.ExcludeTags.Rules);
        Assert.Empty(Reading.Good("{}", $"{{\"excludeTags\": {filter}}}").Policy.ExcludeTags.Rules);
        var run = Reading.Good("{}", null, ("SNAPSHOT_LAMBDA_EXCLUDE_TAGS", filter));
        Assert.Empty(run.Policy.ExcludeTags.Rules);
        Assert.Equal("""{"DoNotDelete":[]}""", run.Effective["excludeTags"].Value.GetRawText());
    }

    [Fact]
    public void A_layer_that_excludes_something_else_does_not_inherit_what_another_lifted() =>
        Assert.True(Reading.Good("""{"excludeTags": {"Keep": ["*"]}}""", null, ("SNAPSHOT_LAMBDA_EXCLUDE_TAGS", """{"DoNotDelete": []}""")).Policy.ExcludeTags.MatchesAny([new("DoNotDelete", "")]));

    [Fact]
    public void What_is_excluded_shows_with_DoNotDelete() =>
        Assert.Equal("""{"A":["1","2*"],"DoNotDelete":["*"]}""", Reading.Good("""{"excludeTags": {"A": ["1", "2*"]}}""").Effective["excludeTags"].Value.GetRawText());
}
