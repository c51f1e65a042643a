using SnapshotLambda.Core;

namespace SnapshotLambda.Tests.Aws;

public sealed class DenialOfDeletionTests
{
    [Fact]
    public async Task Is_none_where_ec2_says_that_it_would_have_succeeded()
    {
        using var server = new ScriptedServer(Documents.Recorded("delete-snapshot-dry-run.412"));

        Assert.Null(await server.Ec2().DenialOfDeletionAsync("snap-1", default));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("UnauthorizedOperation")]
    [InlineData("Client.UnauthorizedOperation")]
    public async Task Is_what_ec2_says_where_a_policy_denies_it(string code)
    {
        using var server = new ScriptedServer(Reply.Error(403, code, "not authorized because no session policy allows the ec2:DeleteSnapshot action"));

        var denial = await server.Ec2().DenialOfDeletionAsync("snap-1", default);

        Assert.Equal((code, "not authorized because no session policy allows the ec2:DeleteSnapshot action"), (denial?.Code, denial?.Message));
    }

    [Fact]
    public async Task Is_asked_again_after_a_throttle()
    {
        using var server = new ScriptedServer(Reply.Error(503, "RequestLimitExceeded"), Documents.Recorded("delete-snapshot-dry-run.412"));

        Assert.Null(await server.Ec2().DenialOfDeletionAsync("snap-1", default));
        Assert.All(server.Requests, request => Assert.Equal("true", request["DryRun"]));
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
    public async Task Distrusts_an_endpoint_that_deletes_when_asked_not_to()
    {
        using var server = new ScriptedServer(Documents.Deleted);

        var error = await Calls.FailureOfAsync(() => server.Ec2().DenialOfDeletionAsync("snap-1", default));

        Assert.Equal((ErrorClass.Systemic, FaultCode.DryRunIgnored), (error.Class, error.Code));
        Assert.Single(server.Requests);
    }
}
