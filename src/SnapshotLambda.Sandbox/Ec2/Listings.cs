using System.Collections.Concurrent;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>
/// Lists in progress. Their items are fixed with the first page; an item deleted before its page is left out. A token belongs to its
/// request and can be reused for the same page.
/// </summary>
internal sealed class Listings(TimeProvider time, TimeSpan lifetime, PageShape shape, int seed, Tokens tokens)
{
    private readonly ConcurrentDictionary<string, Cursor> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Token, DateTimeOffset MadeAt)> _ages = new();
    private int _opened;

    /// <summary>The page that a call asks for.</summary>
    /// <param name="most">The maximum number of items; null for all that are left.</param>
    /// <param name="open">The items of the list, read for the first page only.</param>
    /// <param name="refresh">Returns the current version of an item; null if it is gone.</param>
    /// <exception cref="ApiError">The token belongs to another request.</exception>
    public ReplyPage<T> Page<T>(Ec2Call call, int? most, Func<IEnumerable<T>> open, Func<T, T?> refresh) where T : class
    {
        var request = Fingerprint(call);
        var place = call.Parameters.Text("NextToken") is { } token
            ? Find(token, request)
            : new(request, (T[])[.. open()], 0, Interlocked.Increment(ref _opened), 0);
        var items = (T[])place.Items;
        var random = new Random(unchecked((((seed * 397) + place.Listing) * 397) + place.Page));
        var isPaged = most is not null;
        var count = Math.Min(most ?? int.MaxValue, items.Length - place.Start);
        if (isPaged && count > 0 && random.NextDouble() < shape.Empty)
            count = 0;
        else if (isPaged && count > 1 && random.NextDouble() < shape.Short)
            count = random.Next(1, count);
        var repeats = isPaged && count > 1 && random.NextDouble() < shape.Repeating;
        if (repeats && count == most)
            count--;
        var end = place.Start + count;
        List<T> listed = [.. items.AsSpan(place.Start, count)];
        if (repeats)
            listed.Add(items[random.Next(end)]);
        var next = end < items.Length ? Remember(place with { Start = end, Page = place.Page + 1 }) : null;
        return new([.. listed.Select(refresh).OfType<T>()], next);
    }

    /// <summary>The page that a call asks for, of items that cannot change between pages.</summary>
    public ReplyPage<T> Page<T>(Ec2Call call, int? most, Func<IEnumerable<T>> open) where T : class => Page(call, most, open, item => item);

    private Cursor Find(string token, string request)
    {
        if (!_places.TryGetValue(token, out var place))
            throw Ec2Error.InvalidToken("it is unknown or has expired");
        if (time.GetUtcNow() - place.MadeAt >= lifetime)
            throw Ec2Error.InvalidToken("it has expired");
        return place.Request == request ? place : throw Ec2Error.InvalidToken("it belongs to another request");
    }

    private string Remember(Cursor place)
    {
        var token = tokens.Opaque();
        var now = time.GetUtcNow();
        _places[token] = place with { MadeAt = now };
        _ages.Enqueue((token, now));
        while (_ages.TryPeek(out var oldest) && now - oldest.MadeAt >= lifetime && _ages.TryDequeue(out oldest))
            _places.TryRemove(oldest.Token, out _);
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
