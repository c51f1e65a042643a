using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Aws;

public sealed class Ec2TagsTests
{
    private static readonly Tag Tag = new("snapshot-lambda:retired", "true");

    private static Reply Done(string action) =>
        Reply.Of(200, $"<{action}Response><requestId>request-1</requestId><return>true</return></{action}Response>");

    private static Reply Bin(string items, string next = "") =>
        Reply.Of(
            200,
            $"<ListSnapshotsInRecycleBinResponse><requestId>request-1</requestId><snapshotSet>{items}</snapshotSet>{next}</ListSnapshotsInRecycleBinResponse>");

    [Fact]
    public async Task Succeeds_where_ec2_says_so()
    {
        using var server = new ScriptedServer(Done("CreateTags"), Done("DeleteTags"));
        using var ec2 = server.Ec2();

        await ec2.TagSnapshotsAsync(["snap-1"], [Tag], default);
        await ec2.UntagSnapshotsAsync(["snap-1"], Tag.Key, default);

        Assert.Equal(["CreateTags", "DeleteTags"], server.Requests.Select(request => request["Action"]));
    }

    [Fact]
    public async Task Never_takes_tags_off_without_naming_one()
    {
        using var server = new ScriptedServer(Done("DeleteTags"));

        await Assert.ThrowsAsync<ArgumentException>(() => server.Ec2().UntagSnapshotsAsync(["snap-1"], "", default));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(400, "InvalidSnapshot.NotFound", nameof(ErrorClass.AlreadyGone))]
    [InlineData(400, "TagLimitExceeded", nameof(ErrorClass.Permanent))]
    [InlineData(403, "UnauthorizedOperation", nameof(ErrorClass.Denied))]
    [InlineData(503, "RequestLimitExceeded", nameof(ErrorClass.Throttled))]
    [InlineData(400, "RequestExpired", nameof(ErrorClass.Systemic))]
    public async Task Tells_the_caller_what_ec2_said_and_repeats_nothing(int status, string code, string expected)
    {
        using var server = new ScriptedServer(Reply.Error(status, code));

        var tag = await Calls.FailureOfAsync(() => server.Ec2().TagSnapshotsAsync(["snap-1"], [Tag], default));
        var untag = await Calls.FailureOfAsync(() => server.Ec2().UntagSnapshotsAsync(["snap-1"], Tag.Key, default));

        Assert.Equal((expected, expected), (tag.Class.ToString(), untag.Class.ToString()));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Finds_a_snapshot_in_the_recycle_bin_by_its_own_id_alone()
    {
        using var server = new ScriptedServer(
            Bin("<item><snapshotId>snap-2</snapshotId></item>", "<nextToken>two</nextToken>"),
            Bin("<item><snapshotId>snap-1</snapshotId></item>"),
            Bin("<item><snapshotId>snap-11</snapshotId></item>"),
            Bin(""),
            Reply.Error(400, "InvalidSnapshot.NotFound"));
        using var ec2 = server.Ec2();

        Assert.Equal("snap-1", (await ec2.FindBinnedAsync("snap-1", default))?.Id);
        Assert.Null(await ec2.FindBinnedAsync("snap-1", default));
        Assert.Null(await ec2.FindBinnedAsync("snap-1", default));
        Assert.Null(await ec2.FindBinnedAsync("snap-1", default));
    }

    [Fact]
    public async Task Leaves_a_denied_look_into_the_recycle_bin_to_the_caller()
    {
        using var server = new ScriptedServer(Reply.Error(403, "UnauthorizedOperation"));

        Assert.Equal(ErrorClass.Denied, (await Calls.FailureOfAsync(() => server.Ec2().FindBinnedAsync("snap-1", default))).Class);
    }
}
