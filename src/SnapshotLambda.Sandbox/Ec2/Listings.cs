using System.Collections.Concurrent;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>
/// Lists in progress. What a list names is fixed when its first page is asked for; what is gone when its page comes is left
/// out of it. A token belongs to its request, can be used again, and gives the same page then.
/// </summary>
internal sealed class Listings(TimeProvider time, TimeSpan lifetime, PageShape shape, int seed, Tokens tokens)
{
    private readonly ConcurrentDictionary<string, Cursor> places = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Token, DateTimeOffset MadeAt)> ages = new();
    private int opened;

    /// <summary>The page that a call asks for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="most">How many items a page has at most; null: all that are left.</param>
    /// <param name="open">What the list names, asked for its first page only.</param>
    /// <param name="refresh">What has become of an item meanwhile; null: it is gone.</param>
    /// <exception cref="ApiError">The token is not one of this request's.</exception>
    public ReplyPage<T> Page<T>(Ec2Call call, int? most, Func<IEnumerable<T>> open, Func<T, T?> refresh) where T : class
    {
        string request = Fingerprint(call);
        var place = call.Parameters.Text("NextToken") is { } token ? Find(token, request) : new(request, (T[])[.. open()], 0, Interlocked.Increment(ref opened), 0);
        var items = (T[])place.Items;
        var random = new Random(unchecked((((seed * 397) + place.Listing) * 397) + place.Page));
        bool isPaged = most is not null;
        int count = Math.Min(most ?? int.MaxValue, items.Length - place.Start);
        if (isPaged && count > 0 && random.NextDouble() < shape.Empty)
            count = 0;
        else if (isPaged && count > 1 && random.NextDouble() < shape.Short)
            count = random.Next(1, count);
        bool repeats = isPaged && count > 1 && random.NextDouble() < shape.Repeating;
        if (repeats && count == most)
            count--;
        int end = place.Start + count;
        List<T> listed = [.. items.AsSpan(place.Start, count)];
        if (repeats)
            listed.Add(items[random.Next(end)]);
        string? next = end < items.Length ? Remember(place with { Start = end, Page = place.Page + 1 }) : null;
        return new([.. listed.Select(refresh).OfType<T>()], next);
    }

    /// <summary>The same for what cannot change between pages.</summary>
    public ReplyPage<T> Page<T>(Ec2Call call, int? most, Func<IEnumerable<T>> open) where T : class => Page(call, most, open, item => item);

    private Cursor Find(string token, string request)
    {
        if (!places.TryGetValue(token, out var place))
            throw Ec2Error.InvalidToken("it is unknown or has expired");
        if (time.GetUtcNow() - place.MadeAt >= lifetime)
            throw Ec2Error.InvalidToken("it has expired");
        return place.Request == request ? place : throw Ec2Error.InvalidToken("it belongs to another request");
    }

    private string Remember(Cursor place)
    {
        string token = tokens.Opaque();
        var now = time.GetUtcNow();
        places[token] = place with { MadeAt = now };
        ages.Enqueue((token, now));
        while (ages.TryPeek(out var oldest) && now - oldest.MadeAt >= lifetime && ages.TryDequeue(out oldest))
            places.TryRemove(oldest.Token, out _);
        return token;
    }

    private static string Fingerprint(Ec2Call call) => string.Join('&', call.Parameters.Values
        .Where(parameter => parameter.Key is not ("NextToken" or "MaxResults"))
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Key}={parameter.Value}")
        .Prepend($"{call.AccountId}/{call.RegionName}/{call.Request.Action}"));

    private sealed record Cursor(string Request, Array Items, int Start, int Listing, int Page)
    {
        public DateTimeOffset MadeAt { get; init; }
    }
}
