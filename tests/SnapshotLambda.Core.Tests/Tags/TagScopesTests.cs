using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Tags;

/// <summary>Several scopes matched at once give what each of them would give alone.</summary>
public sealed class TagScopesTests
{
    private static readonly string[] Keys = ["Team", "team", "Env", "Name"];
    private static readonly string[] Values = ["a", "A", "ab", "b", ""];
    private static readonly string[] Patterns = ["a", "ab", "a*", "*", "?b", "b", ""];

    [Fact]
    public void A_scope_matches_where_each_of_its_keys_has_a_suitable_value_in_whatever_case_the_key_is()
    {
        var random = new Random(20261127);
        for (var round = 0; round < 10_000; round++)
        {
            TagFilter[] scopes = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Scope(random))];
            Tag[] tags = [.. Draw(random, Keys, 4).Select(key => new Tag(key, Values[random.Next(Values.Length)]))];

            var set = new TagScopes(scopes).Matching(tags);

            for (var scope = 0; scope < scopes.Length; scope++)
                Assert.Equal(Matches(scopes[scope], tags), (set & (1 << scope)) != 0);
        }
    }

    [Fact]
    public void Of_no_scopes_none_matches() => Assert.Equal(0, new TagScopes([]).Matching([new("Team", "a")]));

    [Fact]
    public void A_scope_without_keys_matches_what_has_no_tags() => Assert.Equal(1, new TagScopes([TagFilter.Empty]).Matching([]));

    private static bool Matches(TagFilter scope, Tag[] tags) => scope.Rules.All(rule => tags.Any(tag =>
        string.Equals(tag.Key, rule.Key, StringComparison.OrdinalIgnoreCase) && rule.Values.Any(value => value.Matches(tag.Value))));

    private static TagFilter Scope(Random random) => new(Draw(random, Keys, 3).Select(key =>
        new TagRule(key, [.. Draw(random, Patterns, 3).Select(value => new WildcardPattern(value))])));

    private static List<string> Draw(Random random, string[] from, int most) =>
        from.OrderBy(_ => random.Next()).Take(random.Next(most + 1)).ToList();
}
