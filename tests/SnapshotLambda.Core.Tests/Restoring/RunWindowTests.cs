using SnapshotLambda.Core.Restoring;

namespace SnapshotLambda.Core.Tests.Restoring;

public sealed class RunWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-5, true)]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void A_run_with_a_result_deleted_from_its_start_to_its_end_with_some_slack(int minutes, bool isOwn) =>
        Assert.Equal(isOwn, RunWindow.Of(Start, Start.AddMinutes(4)).Holds(Start.AddMinutes(minutes)));

    [Theory]
    [InlineData("2026-11-26T23:54:59Z", false)]
    [InlineData("2026-11-26T23:55:00Z", true)]
    [InlineData("2026-11-27T23:59:59Z", true)]
    [InlineData("2026-11-28T00:20:00Z", true)]
    [InlineData("2026-11-28T00:20:01Z", false)]
    public void A_run_of_which_only_the_day_is_known_may_have_begun_at_its_very_end(string instant, bool isOwn) =>
        Assert.Equal(isOwn, RunWindow.Of(new DateOnly(2026, 11, 27)).Holds(DateTimeOffset.Parse(instant, null)));

    [Theory]
    [InlineData("2026-11-27T12:00:00Z", "2026-11-27T13:00:00Z", "2026-11-27")]
    [InlineData("2026-11-27T00:10:00Z", "2026-11-27T13:00:00Z", "2026-11-26 2026-11-27")]
    [InlineData("2026-11-27T01:00:00+02:00", "2026-11-27T23:56:00Z", "2026-11-26 2026-11-27 2026-11-28")]
    public void The_runs_that_may_have_deleted_in_a_span_began_on_these_days(string from, string until, string days) =>
        Assert.Equal(
            days,
            string.Join(
                ' ',
                new RunWindow(DateTimeOffset.Parse(from, null), DateTimeOffset.Parse(until, null)).Days
                    .Select(day => FormattableString.Invariant($"{day:yyyy-MM-dd}"))));

    [Theory]
    [InlineData("2026-11-27-8d1f", "2026-11-27")]
    [InlineData("2026-11-27-a_B-3", "2026-11-27")]
    [InlineData("2026-11-27", null)]
    [InlineData("2026-11-27-", null)]
    [InlineData("2026-13-27-8d1f", null)]
    [InlineData("8d1f-2026-11-27", null)]
    [InlineData("2026-11-27-../../x", null)]
    [InlineData("2026-11-27-*", null)]
    public void A_run_s_id_names_its_day_and_nothing_else_is_one(string runId, string? day) =>
        Assert.Equal(day, RunDay.Of(runId) is { } found ? FormattableString.Invariant($"{found:yyyy-MM-dd}") : null);
}
