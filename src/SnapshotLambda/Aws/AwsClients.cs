using Amazon;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>Makes one run's clients, over one shared <see cref="SharedHttpClientFactory"/>.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Spreads repeated calls.</param>
/// <param name="endpoint">Where to find AWS.</param>
/// <param name="gates">Bound the calls in flight of the process.</param>
/// <param name="deadline">When none of them may begin any more.</param>
internal sealed class AwsClients(TimeProvider time, Random random, AwsEndpoint endpoint, CallGates gates, Deadline deadline) : IAwsClients
{
    private readonly SharedHttpClientFactory wire = new();
    private readonly RetryingCall reads = new(pace: null, deadline, time, random);

    /// <inheritdoc/>
    public IEc2 Ec2(string region, SessionCredentials? session = null) =>
        Make(session, () => Configured(new AmazonEC2Config(), region), (credentials, config) => new Ec2(new Ec2Client(credentials, config), new AwsCall(time, gates.Ec2, deadline), reads));

    /// <inheritdoc/>
    public ISts Sts(string region, SessionCredentials? session = null) =>
        Make(
            session,
            () => Configured(new AmazonSecurityTokenServiceConfig(), region),
            (credentials, config) => new Sts(new AmazonSecurityTokenServiceClient(credentials, config), new AwsCall(time, gates.Sts, deadline), reads));

    private T Make<TConfig, T>(SessionCredentials? session, Func<TConfig> configure, Func<AWSCredentials, TConfig, T> make)
        where TConfig : ClientConfig
    {
        try
        {
            var config = configure();
            return make(session ?? Credentials(config), config);
        }
        catch (Exception e) when (e is not AwsCallException)
        {
            throw new AwsCallException(AwsErrorMapper.Of(e), e);
        }
    }

    // Looked up here for both: without credentials the clients of EC2 and STS fail at different times, STS's with a text that misleads.
    private AWSCredentials Credentials(ClientConfig config)
    {
        try
        {
            return endpoint.Credentials is { } given ? given() : DefaultAWSCredentialsIdentityResolver.GetCredentials(config);
        }
        catch (Exception e)
        {
            throw new AwsCallException(AwsErrorMapper.NoCredentials(e), e);
        }
    }

    private TConfig Configured<TConfig>(TConfig config, string region)
        where TConfig : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);

        // With an endpoint from the environment or from here the SDK would sign for us-east-1.
        config.AuthenticationRegion = config.RegionEndpoint.SystemName;
        if (endpoint.Url is { } url) config.ServiceURL = url.AbsoluteUri;

        // Zero of the former alone still sends a request up to 11 times over connections that break.
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        config.HttpClientFactory = wire;
        config.DisableLogging = true;
        return config;
    }
}
