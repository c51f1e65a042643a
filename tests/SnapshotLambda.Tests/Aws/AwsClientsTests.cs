using Amazon.Runtime;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Aws;

public sealed class AwsClientsTests
{
    private static AwsClients Clients(Func<AWSCredentials> credentials) =>
        new(
            TimeProvider.System,
            new Random(1),
            new AwsEndpoint(new Uri("http://127.0.0.1:9"), credentials),
            new CallGates(),
            Calls.Never(TimeProvider.System));

    [Fact]
    public void Say_what_to_do_where_there_are_no_credentials()
    {
        var clients = Clients(
            () => throw new AmazonClientException("Failed to resolve AWS credentials.\nException 1 of 6: …\nException 2 of 6: …"));

        foreach (var make in new Func<IDisposable>[] { () => clients.Ec2("us-east-1"), () => clients.Sts("us-east-1") })
        {
            var error = Assert.Throws<AwsCallException>(make).Error;

            Assert.Equal((ErrorClass.Systemic, FaultCode.NoCredentials), (error.Class, error.Code));
            Assert.Contains("set AWS_ACCESS_KEY_ID", error.Message, StringComparison.Ordinal);
            Assert.Contains("(Failed to resolve AWS credentials.)", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Theory]
    [InlineData(nameof(IEc2.DeleteSnapshotAsync))]
    [InlineData(nameof(ISts.GetCallerAsync))]
    public async Task Call_credentials_that_cannot_be_refreshed_no_credentials(string call)
    {
        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Clients(() => new Unrefreshable())));

        Assert.Equal((ErrorClass.Systemic, FaultCode.NoCredentials), (error.Class, error.Code));
    }

    [Fact]
    public void Refuse_a_region_that_cannot_be_part_of_a_host_name()
    {
        var clients = Clients(() => new BasicAWSCredentials("AKIAEXAMPLE", "example-secret"));

        var error = Assert.Throws<AwsCallException>(() => clients.Ec2("us east")).Error;

        Assert.Equal((ErrorClass.Systemic, FaultCode.ClientFault), (error.Class, error.Code));
        Assert.Contains("us east", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outlive_each_other()
    {
        using var server = new ScriptedServer(Documents.Deleted);
        server.Ec2().Dispose();

        await server.Ec2().DeleteSnapshotAsync("snap-1", default);

        Assert.Single(server.Requests);
    }

    private sealed class Unrefreshable : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("Unable to get IAM security credentials.");

        public override Task<ImmutableCredentials> GetCredentialsAsync() =>
            throw new AmazonClientException("Unable to get IAM security credentials.");
    }
}
