using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>What belongs to another stack, another run or a person is never touched, even where a list names it: AWS refuses it.</summary>
public sealed class OwnRoleTests
{
    [Theory]
    [InlineData("another-stack/2026-01-01-r")]
    [InlineData("clean-up-2/2026-01-01-r")]
    [InlineData("clean-up/2026-01-01-another-run")]
    [InlineData(null)]
    public async Task What_has_not_the_run_s_tag_is_denied_though_a_list_names_it(string? tag)
    {
        var night = Night.Of(2).WithList(2, [3]);
        night = night.Binned(3, night.StartedAt.AddMinutes(5), tag is null ? [] : [new(OwnTags.Run, tag)]);
        await using var scenario = await RestoreScenario.StartAsync(night);
        var before = scenario.In().Bin[Night.Id(3)];

        var result = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.PartiallyFailed, 2, 1), (result.Status, result.Totals.Restored, result.Totals.Failed));
        Assert.Equal(
            (Night.Id(3), "UnauthorizedOperation"), (result.Regions[0].Failures.Single().SnapshotId, result.Regions[0].Failures.Single().Code));
        Assert.Equal(before, scenario.In().Bin[Night.Id(3)]);
        Assert.Equal(Night.Id(3), Assert.Single(scenario.Log.Of("restore_failed"))["snapshotId"]);
    }

    // The role would let it: the session alone says which run.
    [Fact]
    public async Task A_session_is_for_one_run_or_with_ids_alone_for_any_run_of_the_function()
    {
        var night = Night.Of(1);
        night = night.Binned(2, night.StartedAt.AddMinutes(5), new Tag(OwnTags.Run, "clean-up/2026-01-01-another-run"));
        night = night.WithList(2, [2]);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var ofRun = await scenario.RestoreAsync(RestoreTests.Real(night));
        var ofIds = await scenario.RestoreAsync($$"""{ "snapshotIds": ["{{Night.Id(2)}}"], "dryRun": false }""");

        Assert.Equal((1, 1), (ofRun.Totals.Restored, ofRun.Totals.Failed));
        Assert.Equal(1, ofIds.Totals.Restored);
    }

    [Fact]
    public async Task A_dry_run_s_session_can_change_nothing()
    {
        var night = Night.Of(1);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync($$"""{ "runId": "{{night.RunId}}" }""");

        Assert.True(result.Status is RunStatus.Succeeded, result.Message);
        Assert.Equal(
            [SessionPolicy.ToRead], scenario.Calls.Where(call => call.Action == "AssumeRole").Select(call => call.Parameters["Policy"]));
    }

    [Fact]
    public async Task Another_account_is_reached_through_the_role_that_is_named_or_not_at_all()
    {
        var night = Night.Of(1).WithList(1, [5], account: "444455556666");
        await using var scenario = await RestoreScenario.StartAsync(night);

        var without = await scenario.RestoreAsync(RestoreTests.Real(night));
        scenario.Environment["SNAPSHOT_LAMBDA_MEMBER_RESTORE_ROLE_NAME"] = "ops/undo";
        var with = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Contains("SNAPSHOT_LAMBDA_MEMBER_RESTORE_ROLE_NAME names no role", without.Message, StringComparison.Ordinal);
        Assert.Equal(1, without.Totals.Restored);
        Assert.Contains("arn:aws:iam::444455556666:role/ops/undo", with.Message, StringComparison.Ordinal);
    }
}
