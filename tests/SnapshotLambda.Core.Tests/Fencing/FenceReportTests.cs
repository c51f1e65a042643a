using SnapshotLambda.Core.Fencing;

namespace SnapshotLambda.Core.Tests.Fencing;

public sealed class FenceReportTests
{
    [Fact]
    public void Has_the_words_of_the_result_s_contract() =>
        Assert.Equal(
            ["off", "untried", "verified", "refused"], Enum.GetValues<FenceState>().Select(state => new FenceReport(state, []).Name));

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(50, 50, null)]
    [InlineData(51, 51, "and 1 more")]
    [InlineData(5000, 51, "and 4950 more")]
    public void Lists_the_first_fifty_omissions_and_counts_the_rest(int omitted, int listed, string? last)
    {
        var omits = Enumerable.Range(0, omitted).Select(i => $"excludeTags.key-{i}").ToList();

        var list = new FenceReport(FenceState.Untried, omits).ListedOmits;

        Assert.Equal(listed, list.Count);
        Assert.Equal(omits.Take(50), list.Take(50));
        if (last is not null) Assert.Equal(last, list[^1]);
    }
}
