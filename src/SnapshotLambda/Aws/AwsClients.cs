using Amazon;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;

namespace SnapshotLambda.Aws;

/// <summary>Makes clients that send each request once, over one shared <see cref="Wire"/>.</summary>
internal sealed class AwsClients(TimeProvider time, Random random, AwsEndpoint endpoint) : IAwsClients
{
    private readonly Wire wire = new();
    private readonly Attempt attempt = new(time);
    private readonly Retry retry = new(time, random);

    /// <inheritdoc/>
    public IEc2 Ec2(string region, SessionCredentials? session = null) =>
        Make(session, () => Configured(new AmazonEC2Config(), region), (credentials, config) => new Ec2(new Ec2Client(credentials, config), attempt, retry));

    /// <inheritdoc/>
    public ISts Sts(string region, SessionCredentials? session = null) =>
        Make(
            session,
            () => Configured(new AmazonSecurityTokenServiceConfig(), region),
            (credentials, config) => new Sts(new AmazonSecurityTokenServiceClient(credentials, config), attempt, retry));

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
            throw new AwsCallException(Fault.Of(e), e);
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
            throw new AwsCallException(Fault.NoCredentials(e), e);
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
