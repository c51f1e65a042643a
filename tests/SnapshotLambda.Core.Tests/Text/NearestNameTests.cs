using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tests.Text;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("kep", "keep")] // one less
    [InlineData("keeps", "keep")] // one more
    [InlineData("kelp", "keep")] // one wrong
    [InlineData("kepe", "keep")] // two swapped
    [InlineData("ekep", "keep")]
    [InlineData("KEEP", "keep")]
    [InlineData("o", "on")]
    [InlineData("rgeoin", "region")] // a slip for every three letters
    [InlineData("keep_latest-per_volum", "keepLatestPerVolume")]
    [InlineData("maxagedays", "max-age_days")]
    public void Forgives_a_few_slips(string name, string meant) => Assert.Equal(meant, NearestName.To(name, [meant]));

    [Theory]
    [InlineData("kolp", "keep")] // two wrong of four
    [InlineData("ekpe", "keep")] // swapped twice
    [InlineData("ke", "keep")] // two less
    [InlineData("keepers", "keep")] // three more
    [InlineData("egroin", "locale")]
    [InlineData("x", "on")]
    [InlineData("", "on")]
    [InlineData("abcd", "dcba")]
    [InlineData("whatever", "keepLatestPerVolume")]
    public void Guesses_nothing_where_none_is_near(string name, string valid) => Assert.Null(NearestName.To(name, [valid]));

    [Theory]
    [InlineData("max", "maxDeletions")]
    [InlineData("MAX-DEL", "maxDeletions")]
    [InlineData("ma", null)] // two letters begin too much
    [InlineData("letions", null)] // ends with it
    public void Completes_what_a_name_begins_with(string name, string? meant) =>
        Assert.Equal(meant, NearestName.To(name, ["maxDeletions"]));

    [Fact]
    public void Takes_the_nearest_and_of_equally_near_ones_the_first()
    {
        Assert.Equal("region", NearestName.To("regoin", ["reigns", "region", "legion"]));
        Assert.Equal("cat", NearestName.To("cab", ["dog", "cat", "car"]));
        Assert.Null(NearestName.To("cab", []));
    }

    [Fact]
    public void Does_not_look_at_more_than_64_characters()
    {
        Assert.Equal("name", NearestName.To($"name{new string('-', 60)}", ["name"]));
        Assert.Null(NearestName.To($"name{new string('-', 61)}", ["name"]));
    }
}
