using System.Net;
using Amazon.Runtime;

namespace SnapshotLambda.Aws;

/// <summary>
/// The one HTTP client of all regions and accounts; it lives as long as the process. No redirects: a signature holds for the host that it was made for. No bound on
/// connections, no time limit of its own: pace and patience are the caller's.
/// </summary>
internal sealed class Wire : HttpClientFactory
{
    private static readonly HttpClient Client = new(new WholeReply(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
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
