using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Tests.FallbackPackages;
using static SnapshotLambda.Tests.Execution.Retirement;

namespace SnapshotLambda.Tests.Execution;

/// <summary>What goes into the Recycle Bin says which run put it there, and no deletion waits for that.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class RunTagTests
{
    private const string OlderRole = """
        [ { "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot", "sts:*"], "Resource": "*" },
          { "Effect": "Allow", "Action": ["ec2:CreateTags", "ec2:DeleteTags"], "Resource": "*",
            "Condition": { "ForAllValues:StringEquals": { "aws:TagKeys": ["snapshot-lambda:delete-after", "snapshot-lambda:retired"] } } } ]
        """;

    [Fact]
    public async Task Both_tags_go_on_by_one_call()
    {
        await using var night = await Scenario.OverAsync($"""{Rule}, "snapshots": [ {Scenario.Old(3)} ]""");

        var result = await night.RunAsync(Scenario.Delete(Use));

        Assert.Equal(3, result.Totals.Deleted);
        var bin = night.World.Accounts[0].Regions[0].Bin.Values;
        Assert.All(bin, binned => Assert.Equal(
            (OwnTags.RetiredValue, $"f/{result.RunId}"), (binned.Snapshot.TagValue(OwnTags.Retired), binned.Snapshot.TagValue(OwnTags.Run))));
        Assert.All(
            night.Calls.Where(call => call.Action == "CreateTags"),
            call => Assert.Equal([OwnTags.Retired, OwnTags.Run], [call.Parameters["Tag.1.Key"], call.Parameters["Tag.2.Key"]]));
    }

    [Fact]
    public async Task A_role_of_an_older_version_deletes_the_same_and_the_run_says_what_it_lacks()
    {
        await using var night = await Scenario.WithRoleAsync($"""{Rule}, "snapshots": [ {Scenario.Old(250)} ]""", OlderRole);

        var result = await night.RunAsync(Scenario.Delete(Use));

        Assert.Equal((RunStatus.Succeeded, 250), (result.Status, result.Totals.Deleted));
        Assert.Equal(250, BinOf(night).Count());
        Assert.Equal(1, Assert.Single(result.Notes, note => note.Code == nameof(NoteCode.RunTagDenied)).Count);
        Assert.Equal(1, night.Calls.Count(call => call.Action == "CreateTags" && call.Parameters.ContainsKey("Tag.2.Key")));
    }

    [Fact]
    public async Task A_role_that_may_set_neither_deletes_nothing_as_before()
    {
        await using var night = await Scenario.WithRoleAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(5)} ]""",
            """[ { "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot", "sts:*"], "Resource": "*" } ]""");

        var result = await night.RunAsync(Scenario.Delete(Use));

        Assert.Equal((RunStatus.PartiallyFailed, 0), (result.Status, result.Totals.Deleted));
        Assert.DoesNotContain(result.Notes, note => note.Code == nameof(NoteCode.RunTagDenied));
        Assert.Empty(night.Deletions);
    }

    [Fact]
    public async Task A_snapshot_with_room_for_one_tag_alone_is_deleted_with_that()
    {
        await using var night = await Scenario.OverAsync(
            $"""{Rule}, "snapshots": [ {Scenario.Old(6)} ]""",
            Scenario.Faulty(call => call.Action == "CreateTags" && call.Parameters.Text("Tag.2.Key") is not null
                && Enumerable.Range(1, 6).Any(i => call.Parameters.Text($"ResourceId.{i}") == "snap-old-0002")
                    ? Refusal("TagLimitExceeded", "Too many tags.")
                    : null));

        var result = await night.RunAsync(Scenario.Delete(Use));

        Assert.Equal((RunStatus.Succeeded, 6), (result.Status, result.Totals.Deleted));
        Assert.Equal(
            ["snap-old-0002"],
            night.World.Accounts[0].Regions[0].Bin.Values.Where(binned => binned.Snapshot.TagValue(OwnTags.Run) is null)
                .Select(binned => binned.Snapshot.Id));
    }
}
