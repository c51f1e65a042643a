using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Core.Tests.Errors;

public sealed class AwsErrorTests
{
    [Theory]
    [InlineData(nameof(ErrorClass.Transient), FaultCode.Timeout, false, true)]
    [InlineData(nameof(ErrorClass.Transient), FaultCode.ConnectionLost, false, true)]
    [InlineData(nameof(ErrorClass.Transient), "InternalError", false, true)]
    [InlineData(nameof(ErrorClass.Transient), FaultCode.ConnectionFailed, false, false)] // never sent
    [InlineData(nameof(ErrorClass.Transient), FaultCode.Timeout, true, false)] // another call's timeout
    [InlineData(nameof(ErrorClass.Throttled), "RequestLimitExceeded", false, false)]
    [InlineData(nameof(ErrorClass.Denied), "UnauthorizedOperation", false, false)]
    [InlineData(nameof(ErrorClass.Permanent), FaultCode.Unexpected, false, false)]
    public void May_have_had_its_effect_where_it_was_sent_and_what_came_of_it_is_not_known(
        string @class, string code, bool isUnsent, bool mayHave) =>
        Assert.Equal(mayHave, Error(@class, code) is var error && (error with { IsUnsent = isUnsent }).MayHaveHadEffect);

    [Theory]
    [InlineData(nameof(ErrorClass.Denied), "UnauthorizedOperation", true)]
    [InlineData(nameof(ErrorClass.Denied), "Client.UnauthorizedOperation", true)]
    [InlineData(nameof(ErrorClass.Denied), "AccessDenied", false)]
    [InlineData(nameof(ErrorClass.Denied), "", false)] // a proxy's page
    [InlineData(nameof(ErrorClass.Permanent), "UnauthorizedOperation", false)]
    [InlineData(nameof(ErrorClass.Permanent), "Client.UnauthorizedOperation", false)]
    public void Is_denied_by_a_policy_where_EC2_itself_says_so(string @class, string code, bool isDenied) =>
        Assert.Equal(isDenied, Error(@class, code).IsDeniedByPolicy);

    private static AwsError Error(string @class, string code) =>
        new(Enum.Parse<ErrorClass>(@class), code, "no", RequestId: null, StatusCode: 0);
}
