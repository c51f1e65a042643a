using SnapshotLambda.Core;

namespace SnapshotLambda.Tests.Aws;

public sealed class StsTests
{
    [Fact]
    public async Task Names_the_account()
    {
        using var server = new ScriptedServer(Documents.Caller("<Account>111122223333</Account>"));

        Assert.Equal("111122223333", await server.Sts().GetAccountAsync(default));
    }

    [Theory]
    [InlineData(403, "AccessDenied", nameof(ErrorClass.Denied))]
    [InlineData(403, "InvalidClientTokenId", nameof(ErrorClass.Systemic))]
    [InlineData(403, "ExpiredToken", nameof(ErrorClass.Systemic))]
    [InlineData(400, "Throttling", nameof(ErrorClass.Throttled))]
    public async Task Reports_what_sts_answers(int status, string code, string expected)
    {
        using var server = new ScriptedServer(Reply.Of(
            status, $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>No.</Message></Error><RequestId>request-2</RequestId></ErrorResponse>"));

        var error = await Calls.FailureOfAsync(() => server.Sts().GetAccountAsync(default));

        Assert.Equal(expected, error.Class.ToString());
        Assert.Equal((code, "No.", "request-2", status), (error.Code, error.Message, error.RequestId, error.StatusCode));
    }
}
