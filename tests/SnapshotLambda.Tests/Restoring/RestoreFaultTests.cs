using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>A restore that meets faults: nothing is lost or touched that should not be, and run again it converges.</summary>
public sealed class RestoreFaultTests
{
    public static TheoryData<string, string> EachFaultOfEachChange
    {
        get
        {
            var all = new TheoryData<string, string>();
            string[] actions =
            [
                "CreateTags", "RestoreSnapshotFromRecycleBin", "DeleteTags", "DescribeSnapshots", "ListSnapshotsInRecycleBin", "GetObject",
                "ListObjectsV2", "AssumeRole",
            ];
            string[] faults = ["throttle", "internalError", "internalErrorAfter", "resetBefore", "lostReply", "cutReply", "html"];
            foreach (var action in actions)
                foreach (var fault in faults)
                    all.Add(action, fault);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(EachFaultOfEachChange))]
    public async Task A_fault_that_passes_changes_nothing_of_the_outcome(string action, string fault)
    {
        var night = Night.Of(4);
        var script = new FaultScript(
            [new FaultRule { Action = action, Fault = InjectedFault.All.Single(one => one.Name == fault), Times = 1 }], seed: 1);
        await using var scenario = await RestoreScenario.StartAsync(night, script.For);

        var result = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.Succeeded, 4, 0), (result.Status, result.Totals.Restored, result.Totals.TagsLeft));
        AssertAllBack(scenario, night, 4);
    }

    [Theory]
    [InlineData("throttle", 0.3)]
    [InlineData("internalError", 0.3)]
    [InlineData("lostReply", 0.3)]
    [InlineData("resetBefore", 0.3)]
    public async Task Faults_of_many_calls_end_in_the_same_after_some_restores(string fault, double rate)
    {
        var night = Night.Of(30);
        var script = new FaultScript([new FaultRule { Fault = InjectedFault.All.Single(one => one.Name == fault), Rate = rate }], seed: 3);
        await using var scenario = await RestoreScenario.StartAsync(night, script.For);

        for (var time = 0; time < 6 && (await scenario.RestoreAsync(RestoreTests.Real(night))).Status is not RunStatus.Succeeded; time++)
        {
        }

        AssertAllBack(scenario, night, 30);
    }

    [Theory]
    [InlineData("CreateTags", "ec2:CreateTags")]
    [InlineData("RestoreSnapshotFromRecycleBin", "ec2:RestoreSnapshotFromRecycleBin")]
    [InlineData("DeleteTags", "ec2:DeleteTags")]
    public async Task A_role_without_a_permission_is_told_which_and_the_rest_waits(string action, string permission)
    {
        var night = Night.Of(120);
        var script = new FaultScript([new FaultRule { Action = action, Fault = InjectedFault.Deny }], seed: 1);
        await using (var denied = await RestoreScenario.StartAsync(night, script.For))
        {
            var result = await denied.RestoreAsync(RestoreTests.Real(night));

            Assert.Contains(result.Status, (RunStatus[])[RunStatus.Failed, RunStatus.PartiallyFailed]);
            Assert.Contains(permission, result.Message, StringComparison.Ordinal);
            Assert.True(result.Totals.NotAttempted > 0);
            Assert.InRange(denied.Changes.Count(one => one == action), 1, 40);
        }
    }

    [Fact]
    public async Task What_cannot_lose_its_tags_is_back_and_kept_and_told()
    {
        var night = Night.Of(2);
        var script = new FaultScript([new FaultRule { Action = "DeleteTags", Fault = InjectedFault.Deny }], seed: 1);
        await using var scenario = await RestoreScenario.StartAsync(night, script.For);

        var result = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.PartiallyFailed, 2, 2), (result.Status, result.Totals.Restored, result.Totals.TagsLeft));
        Assert.Equal(night.ThirtyDays, scenario[Night.Id(1)].TagValue(OwnTags.KeepUntil));
        Assert.Equal(2, scenario.Log.Of("restore_tags_left").Count);
        Assert.Equal(0, (await scenario.CleanUpAsync()).Totals.Deleted);
    }

    [Theory]
    [InlineData("""{"runId":"R","account":"111122223333","region":"us-east-1","snapshotIds":["snap-00000001",""", "it is cut")]
    [InlineData("", "it is empty")]
    [InlineData("[]", "no list of deletions")]
    [InlineData("""{"runId":"R","account":"111122223333","region":"us-east-1","snapshotIds":["vol-00000001"]}""", "no snapshot's id")]
    [InlineData("""{"runId":"R","account":"111122223333","region":"us-east-1","snapshotIds":null}""", "no list of deletions")]
    [InlineData("""{"runId":"2026-01-01-other","account":"111122223333","region":"us-east-1","snapshotIds":["snap-00000001"]}""", "it is of the run 2026-01-01-other")]
    [InlineData("""{"runId":"R","account":"444455556666","region":"us-east-1","snapshotIds":["snap-00000001"]}""", "in account 444455556666")]
    public async Task A_list_that_cannot_be_used_is_a_fault_of_its_region_alone(string content, string why)
    {
        var night = Night.Of(1).WithList(1, [3], "eu-west-1");
        night = night.Binned(3, "eu-west-1", night.StartedAt, night.StartedAt.AddDays(7), new Tag(OwnTags.Run, night.Tag));
        var list = $"runs/{night.RunId}/{RestoreScenario.Account}/{RestoreScenario.Region}/deletions/0002.json";
        night = night.WithObject(list, content.Replace("\"R\"", $"\"{night.RunId}\"", StringComparison.Ordinal)).Binned(2);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.Failed, RestoreReason.ListUnreadable), (result.Status, result.Reason));
        var faulty = Assert.Single(result.Regions, region => region.Region == RestoreScenario.Region);
        Assert.Contains($"s3://{RestoreScenario.Bucket}/{list}", faulty.Message, StringComparison.Ordinal);
        Assert.Contains(why, faulty.Message, StringComparison.Ordinal);
        Assert.Equal(2, scenario.In().Bin.Count);
        Assert.Empty(scenario.In("eu-west-1").Bin);
    }

    [Fact]
    public async Task A_list_that_is_missing_is_told_and_the_others_are_restored()
    {
        var night = Night.Of(1).WithList(3, [3]).Binned(2, 3);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.PartiallyFailed, RestoreReason.ListMissing, 2), (result.Status, result.Reason, result.Totals.Restored));
        Assert.Contains("/deletions/0002.json is missing", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3:GetObject", RestoreReason.ListUnreadable)]
    [InlineData("s3:ListBucket", "AccessDenied")]
    public async Task A_function_that_may_not_read_restores_nothing_and_says_what_it_needs(string action, string reason)
    {
        var night = Night.Of(2) with { PolicyOfFunction = Night.FunctionPolicy.Replace(action, "s3:PutObject", StringComparison.Ordinal) };
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.Failed, reason), (result.Status, result.Reason));
        Assert.Contains(action is "s3:GetObject" ? "AccessDenied" : action, result.Message + result.NextStep, StringComparison.Ordinal);
        Assert.Empty(scenario.Changes);
    }

    [Fact]
    public async Task At_the_deadline_it_ends_and_goes_on_when_it_is_run_again()
    {
        var night = Night.Of(300);
        await using var scenario = await RestoreScenario.StartAsync(night, limits: true);

        var first = await scenario.RestoreAsync(RestoreTests.Real(night), TimeSpan.FromSeconds(45));
        var second = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.Incomplete, StopReason.Deadline), (first.Status, first.Reason));
        Assert.InRange(first.Totals.Restored!.Value, 1, 299);
        Assert.Equal(300 - first.Totals.Restored, first.Totals.NotAttempted);
        Assert.Equal(RunStatus.Succeeded, second.Status);
        AssertAllBack(scenario, night, 300);
    }

    [Fact]
    public async Task Without_time_it_touches_nothing()
    {
        var night = Night.Of(2);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(RestoreTests.Real(night), TimeSpan.FromSeconds(10));

        Assert.Equal((RunStatus.Failed, StopReason.Deadline), (result.Status, result.Reason));
        Assert.Empty(scenario.Changes);
    }

    [Fact]
    public async Task Run_again_it_changes_nothing()
    {
        var night = Night.Of(5);
        await using var scenario = await RestoreScenario.StartAsync(night);
        await scenario.RestoreAsync(RestoreTests.Real(night));
        var changes = scenario.Changes.Count();

        var again = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.Succeeded, 0, 5), (again.Status, again.Totals.Restored, again.Totals.AlreadyBack));
        Assert.Equal(changes, scenario.Changes.Count());
    }

    [Fact]
    public async Task It_keeps_to_EC2_s_pace()
    {
        var night = Night.Of(200);
        await using var scenario = await RestoreScenario.StartAsync(night, limits: true);

        var result = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal((RunStatus.Succeeded, 200), (result.Status, result.Totals.Restored));
        Assert.Empty(scenario.Log.Of("throttled"));
    }

    private static void AssertAllBack(RestoreScenario scenario, Night night, int count)
    {
        Assert.Empty(scenario.In().Bin);
        Assert.Equal(count, scenario.In().Snapshots.Count);
        Assert.All(scenario.In().Snapshots.Values, snapshot =>
            Assert.Equal([new(OwnTags.KeepUntil, night.ThirtyDays)], snapshot.Tags.AsEnumerable()));
    }
}
