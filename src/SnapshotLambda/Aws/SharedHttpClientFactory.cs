using System.Net;
using Amazon.Runtime;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Aws;

/// <summary>
/// The one HTTP client of all regions and accounts, which lives as long as the process. It follows no redirects: a signature is for one
/// host. It has no time limit of its own: rate and patience are the caller's. It opens no more connections than calls may be in flight
/// (<see cref="CallGates"/>), and soon closes idle ones: each region has its own host, and each connection takes a file descriptor.
/// </summary>
internal sealed class SharedHttpClientFactory : HttpClientFactory
{
    private static readonly HttpClient Client = new(new BufferedReplyHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = CallGates.MostToEc2,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    }))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Client;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
