using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Text;

public sealed class WildcardPatternTests
{
    [Theory]
    [InlineData("prod", "prod")]
    [InlineData("*", "")]
    [InlineData("*", "anything at all")]
    [InlineData("", "")]
    [InlineData("prod-*", "prod-")]
    [InlineData("prod-*", "prod-eu")]
    [InlineData("*-eu", "prod-eu")]
    [InlineData("p*d", "pd")]
    [InlineData("p*d", "prod-dd")]
    [InlineData("pr?d", "prod")]
    [InlineData("**a**", "bab")]
    [InlineData("*ab*abc", "abababc")]
    [InlineData("?*?", "ab")]
    [InlineData("a.c", "a.c")]
    [InlineData("[ab]", "[ab]")]
    [InlineData("?", "\U0001F600")]
    [InlineData("*?b", "\U0001F600b")]
    public void Matches(string pattern, string value) => Assert.True(new WildcardPattern(pattern).Matches(value));

    [Theory]
    [InlineData("prod", "Prod")]
    [InlineData("prod", "prod-eu")]
    [InlineData("prod-*", "prod")]
    [InlineData("", "a")]
    [InlineData("?", "")]
    [InlineData("pr?d", "prd")]
    [InlineData("pr?d", "prood")]
    [InlineData("?*?", "a")]
    [InlineData("a.c", "abc")]
    [InlineData("*a", "ab")]
    [InlineData("??", "\U0001F600")]
    [InlineData("*??", "\U0001F600")]
    [InlineData("stra\u00dfe", "strasse")]
    public void Does_not_match(string pattern, string value) => Assert.False(new WildcardPattern(pattern).Matches(value));

    [Theory]
    [InlineData("ark*", "ARK-snapshot", true)]
    [InlineData("*/JOB", "backup-tool/job", true)]
    [InlineData("gr\u00f6\u00dfe?", "GR\u00d6\u00dfE1", true)]
    [InlineData("\U00010400?", "\U00010428\U0001F600", true)]
    [InlineData("stra\u00dfe", "STRASSE", false)]
    [InlineData("a\U00010400", "a\ud801", false)]
    [InlineData("\ud801", "\U00010400", false)]
    public void Matches_without_case_what_differs_by_case_alone(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new WildcardPattern(pattern).Matches(text, ignoreCase: true));

    [Fact]
    public void Without_case_it_matches_what_its_capitals_match()
    {
        var words = Gen.Elements("a", "A", "b", "\u00f6", "\U00010428", "\U00010400").ListOf().Select(string.Concat);
        var patterns = Gen.Elements("a", "A", "*", "?", "\u00d6", "\U00010400").ListOf().Select(string.Concat);
        var pairs = from pattern in patterns from value in words select (Pattern: Short(pattern), Value: Short(value));

        Prop.ForAll(pairs.ToArbitrary(), pair =>
            new WildcardPattern(pair.Pattern).Matches(pair.Value, ignoreCase: true) == new WildcardPattern(pair.Pattern.ToUpperInvariant())
                .Matches(pair.Value.ToUpperInvariant()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Agrees_with_the_plain_definition_of_a_wildcard()
    {
        var words = Gen.Elements("a", "b", "\U0001F600", "\ud83d").ListOf().Select(string.Concat);
        var patterns = Gen.Elements("a", "b", "*", "?", "\U0001F600").ListOf().Select(string.Concat);
        var pairs = from pattern in patterns from value in words select (Pattern: Short(pattern), Value: Short(value));

        Prop.ForAll(
            pairs.ToArbitrary(),
            pair => new WildcardPattern(pair.Pattern).Matches(pair.Value) == Defined(Characters(pair.Pattern), Characters(pair.Value)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void A_value_always_matches_itself_with_some_of_it_replaced_by_stars()
    {
        Prop.ForAll(Gen.Elements("a", "b", "c").ListOf().Select(string.Concat).ToArbitrary(), value =>
        {
            for (var from = 0; from <= value.Length; from++)
                for (var to = from; to <= value.Length; to++)
                    if (!new WildcardPattern(string.Concat(value.AsSpan(0, from), "*", value.AsSpan(to))).Matches(value))
                        return false;
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(20));
    }

    [Fact]
    public void Allocates_nothing_while_matching()
    {
        var pattern = new WildcardPattern("*a*b*c?");
        pattern.Matches("aaabbbcccc");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) pattern.Matches("aaabbbcccc");
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_hostile_pattern_on_the_longest_tag_value_ends_at_once()
    {
        var pattern = new WildcardPattern(string.Concat(Enumerable.Repeat("*a", 100)) + "*b");
        Assert.False(pattern.Matches(new string('a', 256)));
    }

    /// <summary>The definition itself, exponential and unmistakable.</summary>
    private static bool Defined(ReadOnlySpan<string> pattern, ReadOnlySpan<string> value)
    {
        if (pattern.IsEmpty) return value.IsEmpty;
        if (pattern[0] == "*") return Defined(pattern[1..], value) || (!value.IsEmpty && Defined(pattern, value[1..]));
        return !value.IsEmpty && (pattern[0] == "?" || pattern[0] == value[0]) && Defined(pattern[1..], value[1..]);
    }

    private static string[] Characters(string text)
    {
        List<string> characters = [];
        for (var i = 0; i < text.Length; i += characters[^1].Length)
            characters.Add(char.IsSurrogatePair(text, i) ? text.Substring(i, 2) : text.Substring(i, 1));
        return [.. characters];
    }

    private static string Short(string text) => text.Length > 14 ? text[..14] : text;
}
