using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>
/// What a request in path style is about, as in <c>/bucket/some/key</c>: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html
/// </summary>
internal static class S3Target
{
    /// <summary>The parameter that has the bucket's name.</summary>
    public const string Bucket = "Bucket";

    /// <summary>The parameter that has the object's key.</summary>
    public const string Key = "Key";

    /// <summary>The action of a request, and its parameters: bucket, key and those of the query string.</summary>
    public static AskedAction Read(WireRequest request)
    {
        var parameters = WireRequest.Fields(request.Query);
        var path = request.Path.TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var key = slash < 0 ? "" : Uri.UnescapeDataString(path[(slash + 1)..]);
        parameters[Bucket] = Uri.UnescapeDataString(slash < 0 ? path : path[..slash]);
        parameters[Key] = key;
        return new(Action(request.Method, parameters), parameters);
    }

    private static string Action(string method, Dictionary<string, string> parameters) =>
        (method, HasKey: parameters[Key].Length > 0, HasBucket: parameters[Bucket].Length > 0) switch
        {
            ("PUT", HasKey: true, _) => "PutObject",
            ("GET", HasKey: true, _) => "GetObject",
            ("HEAD", HasKey: true, _) => "HeadObject",
            ("GET", _, HasBucket: true) when parameters.ContainsKey("list-type") => "ListObjectsV2",
            (_, HasKey: true, _) => $"{method} of an object",
            (_, _, HasBucket: true) => $"{method} of a bucket",
            _ => $"{method} of all buckets",
        };
}
