using System.Net;
using Amazon.Runtime;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// An HTTP client of all regions and accounts, which lives as long as the process. It follows no redirects: a signature is for one
/// host. It has no time limit of its own: rate and patience are the caller's. It opens no more connections than calls may be in flight
/// (<see cref="CallGates"/>), and soon closes idle ones: each region has its own host, and each connection takes a file descriptor.
/// </summary>
internal sealed class SharedHttpClientFactory : HttpClientFactory
{
    private readonly HttpClient _client;

    private SharedHttpClientFactory(bool hasDocuments) =>
        _client = new HttpClient(new BufferedReplyHandler(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxConnectionsPerServer = CallGates.MostToEc2,
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                UseCookies = false,
            },
            hasDocuments))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>The client of EC2 and STS.</summary>
    public static SharedHttpClientFactory ForQueries { get; } = new(hasDocuments: true);

    /// <summary>The client of S3.</summary>
    public static SharedHttpClientFactory ForObjects => Objects.Value;

    // Most runs have nothing to put.
    private static readonly Lazy<SharedHttpClientFactory> Objects = new(() => new SharedHttpClientFactory(hasDocuments: false));

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
