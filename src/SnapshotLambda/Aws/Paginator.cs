using System.Runtime.CompilerServices;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>
/// Follows a listing until no token is left, even over empty pages:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html#api-pagination
/// </summary>
internal static class Paginator
{
    /// <summary>
    /// The page size asked for, EC2's maximum. Always sent: a listing without it counts as unpaged, and is throttled sooner.
    /// </summary>
    public const int PageSize = 1000;

    /// <summary>The maximum number of pages: a hundred times what the quota of 100,000 snapshots needs.</summary>
    public const int MostPages = 10_000;

    /// <summary>The pages. Throws <see cref="AwsCallException"/> if a page fails or the listing does not end.</summary>
    /// <param name="read">Reads the page of a token; the first page for null.</param>
    /// <param name="cancellationToken">Ends the listing early.</param>
    /// <param name="beforeNext">Awaited before each further page.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        Func<CancellationToken, Task>? beforeNext = null)
    {
        string? token = null;
        for (var count = 1; ; count++)
        {
            var page = await read(token, cancellationToken);
            yield return page.Items;
            if (string.IsNullOrEmpty(page.NextToken)) yield break;
            if (page.NextToken == token) throw Endless("names the page itself as the next one");
            if (count == MostPages) throw Endless($"has not ended after {MostPages} pages");
            token = page.NextToken;
            if (beforeNext is not null) await beforeNext(cancellationToken);
        }
    }

    private static AwsCallException Endless(string how) =>
        new(new AwsError(ErrorClass.Permanent, FaultCode.EndlessListing, $"The listing {how}, so it cannot be read completely.", null, 0));
}
