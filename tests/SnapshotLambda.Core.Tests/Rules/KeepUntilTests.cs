using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

/// <summary>The reference time is 2026-07-01 03:00 UTC.</summary>
public sealed class KeepUntilTests
{
    [Theory]
    [InlineData("DeleteOn", "2026-07-01", "KeepUntil")]
    [InlineData("DeleteOn", "2026-06-30", null)]
    [InlineData("delete-on", "2031-12-31", "KeepUntil")]
    [InlineData("Delete_After", "2031-12-31", "KeepUntil")]
    [InlineData("KEEPUNTIL", "2031-12-31", "KeepUntil")]
    [InlineData("auto:snapshots:expiration_date", "2026-07-01T00:00:00Z", "KeepUntil")]
    [InlineData("cloud-nuke-after", "2026-06-30T23:59:59Z", null)]
    [InlineData("cloud-nuke-after", "2026-07-01T01:00:00+02:00", null)]
    [InlineData("cloud-nuke-after", "2031-01-02 15:04:05", "KeepUntilUnreadable")]
    [InlineData("PurgeAfterFE", "1956528000", "KeepUntilUnreadable")]
    [InlineData("Expires", "Never", "KeepUntilUnreadable")]
    [InlineData("Expires", "", "KeepUntilUnreadable")]
    [InlineData("Expiry", "12-31-2099", "KeepUntilUnreadable")]
    [InlineData("Expiry", "30", "KeepUntilUnreadable")]
    [InlineData("snapshot-lambda:keep-until", "2026-07-01", "KeepUntil")]
    [InlineData("snapshot-lambda:keep-until", "soon", "KeepUntilUnreadable")]
    [InlineData("ExpiresNot", "2031-12-31", null)]
    [InlineData("Retention", "2031-12-31", null)]
    public void Keeps_until_the_end_of_the_day_that_a_tag_names(string key, string value, string? reason) =>
        Assert.Equal(reason, Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: [(key, value)])).WhyKept("s")?.Name);

    [Fact]
    public void Takes_the_date_ahead_of_several()
    {
        var plan = Given.Plan(
            Given.NoFloor, Given.Snapshot("s", tags: [("DeleteOn", "2020-01-01"), ("Expires", "x"), ("Expiry", "2031-01-01")]));

        Assert.Equal(Reason.KeepUntil, plan.WhyKept("s"));
    }

    [Fact]
    public void Reads_only_its_own_key_where_none_is_named()
    {
        var none = Given.NoFloor.Retaining(retention => retention with { KeepUntilTags = new DateTags([]) });

        var plan = Given.Plan(
            none,
            Given.Snapshot("foreign", tags: [("DeleteOn", "2031-01-01")]),
            Given.Snapshot("own", tags: [("snapshot-lambda:keep-until", "2031-01-01")]));

        Assert.Equal(["foreign"], plan.Candidates.Select(snapshot => snapshot.Id));
    }
}
