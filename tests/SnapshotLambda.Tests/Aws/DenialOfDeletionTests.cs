using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Aws;

public sealed class DenialOfDeletionTests
{
    private static readonly Reply Would = Documents.Recorded("delete-snapshot-dry-run.412");
    private static readonly Reply Refused = Reply.Error(403, "UnauthorizedOperation");

    [Fact]
    public async Task Is_none_where_ec2_says_that_it_would_have_succeeded()
    {
        using var server = new ScriptedServer(Would);

        Assert.Null(await server.Ec2().DenialOfDeletionAsync("snap-1", default));
    }

    [Fact]
    public async Task Is_asked_after_a_listing_and_a_deletion_that_can_do_no_harm_and_these_once_in_a_session()
    {
        using var server = new ScriptedServer(Would);
        using var ec2 = server.Ec2();

        await ec2.CheckDryRunAsync(default);
        await ec2.DenialOfDeletionAsync("snap-1", default);
        await ec2.DenialOfTagAsync("snap-2", [new Tag("a", "b")], default);
        await ec2.DenialOfDeletionAsync("snap-3", default);

        Assert.Equal(
            [
                "DescribeSnapshots ", "DeleteSnapshot snap-00000000000000000", "DeleteSnapshot snap-1", "CreateTags ",
                "DeleteSnapshot snap-3",
            ],
            server.Requests.Select(request => $"{request["Action"]} {request["SnapshotId"]}"));
        Assert.All(server.Requests, request => Assert.Equal("true", request["DryRun"]));
        Assert.Equal("5", server.Requests[0]["MaxResults"]);
    }

    [Theory]
    [InlineData("UnauthorizedOperation")]
    [InlineData("Client.UnauthorizedOperation")]
    public async Task Is_what_ec2_says_where_a_policy_denies_it(string code)
    {
        using var server = new ScriptedServer(
            Reply.Error(403, code, "not authorized because no session policy allows the ec2:DeleteSnapshot action"));

        var denial = await server.Ec2().DenialOfDeletionAsync("snap-1", default);

        Assert.Equal(
            (code, "not authorized because no session policy allows the ec2:DeleteSnapshot action", true),
            (denial?.Code, denial?.Message, denial?.NamesSessionPolicy));
    }

    [Fact]
    public async Task Knows_the_policy_that_ec2_names_however_far_down_in_its_text()
    {
        using var server = new ScriptedServer(Reply.Error(
            403, "UnauthorizedOperation", $"{new string('x', 600)} because no session policy allows the ec2:DeleteSnapshot action"));

        Assert.True((await server.Ec2().DenialOfDeletionAsync("snap-1", default))!.NamesSessionPolicy);
    }

    [Fact]
    public async Task Is_asked_again_after_a_throttle()
    {
        using var server = new ScriptedServer(
            Reply.Error(503, "RequestLimitExceeded"),
            Would,
            Reply.Error(503, "RequestLimitExceeded"),
            Would,
            Reply.Error(503, "RequestLimitExceeded"),
            Would);

        Assert.Null(await server.Ec2().DenialOfDeletionAsync("snap-1", default));
        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData(400, "InvalidSnapshot.NotFound", nameof(ErrorClass.AlreadyGone))]
    [InlineData(400, "RequestExpired", nameof(ErrorClass.Systemic))]
    [InlineData(403, "AccessDenied", nameof(ErrorClass.Denied))]
    [InlineData(403, "", nameof(ErrorClass.Denied))]
    public async Task Leaves_every_other_answer_to_the_caller(int status, string code, string expected)
    {
        using var server = new ScriptedServer(Reply.Error(status, code));

        var error = await Calls.FailureOfAsync(() => server.Ec2().DenialOfDeletionAsync("snap-1", default));

        Assert.Equal(expected, error.Class.ToString());
    }

    [Fact]
    public async Task Distrusts_an_endpoint_that_lists_when_asked_not_to_and_asks_nothing_else()
    {
        using var server = new ScriptedServer(Documents.Snapshots(""));
        using var ec2 = server.Ec2();

        var check = await Calls.FailureOfAsync(() => ec2.CheckDryRunAsync(default));
        var error = await Calls.FailureOfAsync(() => ec2.DenialOfDeletionAsync("snap-1", default));

        Assert.All(
            [check, error], one => Assert.Equal((ErrorClass.Systemic, FaultCode.DryRunIgnored, true), (one.Class, one.Code, one.IsUnsent)));
        Assert.All(server.Requests, request => Assert.Equal("DescribeSnapshots", request["Action"]));
    }

    [Fact]
    public async Task Distrusts_an_endpoint_that_deletes_what_cannot_exist()
    {
        using var server = new ScriptedServer(Refused, Documents.Deleted);

        var error = await Calls.FailureOfAsync(() => server.Ec2().DenialOfDeletionAsync("snap-1", default));

        Assert.Equal((ErrorClass.Systemic, FaultCode.DryRunIgnored, true), (error.Class, error.Code, error.IsUnsent));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Distrusts_an_endpoint_that_deletes_when_asked_not_to_and_knows_that_it_may_be_gone()
    {
        using var server = new ScriptedServer(Refused, Reply.Error(400, "InvalidSnapshot.NotFound"), Documents.Deleted);

        var error = await Calls.FailureOfAsync(() => server.Ec2().DenialOfDeletionAsync("snap-1", default));

        Assert.Equal((ErrorClass.Systemic, FaultCode.DryRunIgnored, false), (error.Class, error.Code, error.IsUnsent));
        Assert.Equal(3, server.Requests.Count);
    }
}
