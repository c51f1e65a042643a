using Amazon;
using Amazon.EC2;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.SecurityToken;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>Creates the clients of one run, over the process's <see cref="SharedHttpClientFactory"/>.</summary>
/// <param name="random">Randomizes the pauses before repeated calls.</param>
/// <param name="endpoint">The endpoint of AWS.</param>
/// <param name="gates">Limit the calls in flight of the process.</param>
/// <param name="deadline">The deadline, after which no call begins.</param>
internal sealed class AwsClients(TimeProvider time, Random random, AwsEndpoint endpoint, CallGates gates, Deadline deadline) : IAwsClients
{
    private readonly RetryingCall _reads = new(pace: null, deadline, time, random);

    /// <inheritdoc/>
    public IEc2 Ec2(string region, SessionCredentials? session = null) =>
        Make(
            session,
            () => Configured(new AmazonEC2Config(), region),
            (credentials, config) => new Ec2(new Ec2Client(credentials, config), new AwsCall(time, gates.Ec2, deadline), _reads));

    /// <inheritdoc/>
    public ISts Sts(string region, SessionCredentials? session = null) =>
        Make(
            session,
            () => Configured(new AmazonSecurityTokenServiceConfig(), region),
            (credentials, config) => new Sts(
                new AmazonSecurityTokenServiceClient(credentials, config), new AwsCall(time, gates.Sts, deadline), _reads));

    /// <inheritdoc/>
    public IS3 S3(string region, Deadline until) =>
        Make(
            session: null,
            () => Configured(
                new AmazonS3Config
                {
                    // The signature covers the whole content, so that no checksum of its own is needed.
                    RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                    ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
                },
                region),
            (credentials, config) => new S3(
                new AmazonS3Client(credentials, config),
                new AwsCall(time, gates.S3, until),
                new RetryingCall(pace: null, until, time, random)));

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

    // Resolved here for both clients: without credentials they fail at different times, and STS's message misleads.
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

        // With an endpoint from here or the environment, the SDK would sign for us-east-1.
        config.AuthenticationRegion = config.RegionEndpoint.SystemName;
        if (endpoint.Url is { } url) config.ServiceURL = url.AbsoluteUri;

        // MaxErrorRetry 0 alone still sends a request up to 11 times over connections that break.
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        config.HttpClientFactory = new SharedHttpClientFactory(isOfObjects: config is AmazonS3Config);
        config.DisableLogging = true;
        return config;
    }
}
