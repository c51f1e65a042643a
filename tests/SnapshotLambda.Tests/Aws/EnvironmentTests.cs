using Amazon.Runtime;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Aws;

/// <summary>The process environment is everybody's, so these run while nothing else does.</summary>
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public void Dispose()
    {
        foreach (var (name, value) in _before) Environment.SetEnvironmentVariable(name, value);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL_STS")]
    [InlineData("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL")]
    public async Task Endpoints_and_credentials_come_from_the_environment(string ec2, string sts)
    {
        using var server = new ScriptedServer(
            Documents.Deleted, Documents.Caller("<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/u</Arn>"));
        Set(ec2, server.Url.AbsoluteUri);
        Set(sts, server.Url.AbsoluteUri);
        Set("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
        Set("AWS_SECRET_ACCESS_KEY", "example-secret");
        var clients = Clients(new AwsEndpoint());

        await clients.Ec2("us-west-2").DeleteSnapshotAsync("snap-1", default);
        Assert.Equal("123456789012", (await clients.Sts("us-west-2").GetCallerAsync(default)).Account);

        Assert.Contains("Credential=AKIAENVIRONMENT/", server.Requests[0].Head, StringComparison.Ordinal);
        Assert.Contains("/us-west-2/ec2/", server.Requests[0].Head, StringComparison.Ordinal);
        Assert.Contains("/us-west-2/sts/", server.Requests[1].Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_variable_of_the_sdk_brings_its_own_retries_back()
    {
        Set("AWS_NEW_RETRIES_2026", "true");
        Set("AWS_MAX_ATTEMPTS", "7");
        Set("AWS_RETRY_MODE", "adaptive");
        foreach (var reply in new[]
        {
            Reply.Reset, Reply.Closed, Reply.Error(503, "RequestLimitExceeded"), Reply.Error(500, "InternalError"), Reply.Of(503, ""),
        })
        {
            using var server = new ScriptedServer(reply);

            await Calls.FailureOfAsync(() => server.Ec2().DeleteSnapshotAsync("snap-1", default));

            Assert.Single(server.Requests);
        }
    }

    [Fact]
    public void An_endpoint_that_is_no_url_is_an_error_and_not_a_crash()
    {
        Set("AWS_ENDPOINT_URL_EC2", "not a url");
        var clients = Clients(new AwsEndpoint(null, () => new BasicAWSCredentials("AKIAEXAMPLE", "example-secret")));

        var error = Assert.Throws<AwsCallException>(() => clients.Ec2("us-west-2")).Error;

        Assert.Equal((ErrorClass.Systemic, FaultCode.ClientFault), (error.Class, error.Code));
    }

    [Fact]
    public void No_credentials_anywhere_is_an_error_that_says_what_to_do()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys
            .Cast<string>()
            .Where(name => name.StartsWith("AWS_", StringComparison.Ordinal))) Set(name, null);
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(AppContext.BaseDirectory, "no-such-file"));
        Set("AWS_CONFIG_FILE", Path.Combine(AppContext.BaseDirectory, "no-such-file"));
        var clients = Clients(new AwsEndpoint());

        foreach (var make in new Func<IDisposable>[] { () => clients.Ec2("us-west-2"), () => clients.Sts("us-west-2") })
        {
            var error = Assert.Throws<AwsCallException>(make).Error;

            Assert.Equal((ErrorClass.Systemic, FaultCode.NoCredentials), (error.Class, error.Code));
        }
    }

    private static AwsClients Clients(AwsEndpoint endpoint) =>
        new(new InstantTime(), new Random(1), endpoint, new CallGates(), Calls.Never(TimeProvider.System));

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
