using System.Globalization;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Snapshots;

public sealed class MarkTests
{
    [Theory]
    [InlineData("2026-07-01T03:00:00Z", 7, "2026-07-08")]
    [InlineData("2026-07-01T23:59:59Z", 1, "2026-07-02")]
    [InlineData("2026-07-02T01:30:00+02:00", 1, "2026-07-02")]
    [InlineData("2026-12-31T12:00:00Z", 90, "2027-03-31")]
    public void Is_the_day_in_utc_that_lies_so_many_days_ahead(string referenceTime, int graceDays, string expected) =>
        Assert.Equal(expected, Mark.After(At(referenceTime), graceDays).Value);

    [Theory]
    [InlineData("2026-07-08", "2026-07-08T00:00:00Z", MarkState.Pending)]
    [InlineData("2026-07-08", "2026-07-08T23:59:59.9Z", MarkState.Pending)]
    [InlineData("2026-07-08", "2026-07-09T00:00:00Z", MarkState.Passed)]
    [InlineData("2026-07-08", "2026-07-09T01:00:00+02:00", MarkState.Pending)]
    [InlineData("9999-12-31", "2026-07-08T00:00:00Z", MarkState.Pending)]
    [InlineData("2026-07-08T12:00:00Z", "2026-07-08T12:00:00Z", MarkState.Pending)]
    [InlineData("2026-07-08T12:00:00Z", "2026-07-08T12:00:01Z", MarkState.Passed)]
    [InlineData("2026-07-08T12:00Z", "2026-07-08T12:01:00Z", MarkState.Passed)]
    [InlineData("2026-07-08T12:00:00.5Z", "2026-07-08T12:00:00.5Z", MarkState.Pending)]
    [InlineData("2026-07-08T12:00:00.5Z", "2026-07-08T12:00:00.5000001Z", MarkState.Passed)]
    [InlineData("2026-07-08T12:00+02:00", "2026-07-08T10:00:00Z", MarkState.Pending)]
    [InlineData("2026-07-08T12:00:00+02:00", "2026-07-08T10:00:01Z", MarkState.Passed)]
    [InlineData("2026-07-08T12:00:00.500-01:00", "2026-07-08T13:00:00Z", MarkState.Pending)]
    public void Has_passed_when_its_day_or_instant_is_over(string mark, string referenceTime, object state) =>
        Assert.Equal(state, new Mark(mark).StateAt(At(referenceTime)));

    [Theory]
    [InlineData("")]
    [InlineData("never")]
    [InlineData("2026-7-8")]
    [InlineData("2026-02-30")]
    [InlineData("08.07.2026")]
    [InlineData("07/08/2026")]
    [InlineData(" 2026-07-08")]
    [InlineData("2026-07-08T12:00:00")]
    [InlineData("2026-07-08 12:00:00Z")]
    [InlineData("9999-12-31T23:59:59-05:00")]
    [InlineData("1783512000")]
    public void Is_unreadable_where_it_could_mean_something_else(string mark) =>
        Assert.Equal(MarkState.Unreadable, new Mark(mark).StateAt(At("2026-07-01T03:00:00Z")));

    [Fact]
    public void Is_found_by_its_key_with_case()
    {
        Assert.Equal("x", Mark.On(Given.Snapshot("s", tags: [("a", "b"), ("snapshot-lambda:delete-after", "x")]))?.Value);
        Assert.Null(Mark.On(Given.Snapshot("s", tags: ("Snapshot-Lambda:Delete-After", "x"))));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
