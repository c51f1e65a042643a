using System.Net;
using Amazon.Runtime;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// The HTTP clients of all regions and accounts, which live as long as the process. They follow no redirects: a signature is for one host.
/// They have no time limit of their own: rate and patience are the caller's. They open no more connections than calls may be in flight
/// (<see cref="CallGates"/>), and soon close idle ones: each region has its own host, and each connection takes a file descriptor.
/// </summary>
/// <param name="isOfObjects">True for S3, false for EC2 and STS.</param>
internal sealed class SharedHttpClientFactory(bool isOfObjects) : HttpClientFactory
{
    private static readonly HttpClient Queries =
        new(new BufferedReplyHandler(Connections(), hasDocuments: true)) { Timeout = Timeout.InfiniteTimeSpan };

    private static readonly HttpClient Objects =
        new(new BufferedReplyHandler(Connections(), hasDocuments: false)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => isOfObjects ? Objects : Queries;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    private static SocketsHttpHandler Connections() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = CallGates.MostToEc2,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}
