using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>S3's errors, with its own codes and texts: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
internal static class S3Error
{
    public static ApiError Denied(string message = "Access Denied") => new("AccessDenied", message, 403);

    public static ApiError NoBucket(string name) =>
        new("NoSuchBucket", "The specified bucket does not exist", 404) { Details = [("BucketName", name)] };

    public static ApiError NoKey(string key) => new("NoSuchKey", "The specified key does not exist.", 404) { Details = [("Key", key)] };

    public static ApiError KeyTooLong(int bytes, int most) => new("KeyTooLongError", "Your key is too long")
    {
        Details = [("Size", $"{bytes}"), ("MaxSizeAllowed", $"{most}")],
    };

    public static ApiError NotImplemented(string what) =>
        new("NotImplemented", $"A header or query you provided implies functionality that is not implemented: {what}", 501);

    public static ApiError InvalidArgument(string name, string value, string message) =>
        new("InvalidArgument", message) { Details = [("ArgumentName", name), ("ArgumentValue", value)] };

    public static ApiError InvalidRequest(string message) => new("InvalidRequest", message);

    public static ApiError ExistsAlready() =>
        new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
        {
            Details = [("Condition", "If-None-Match")],
        };

    public static ApiError NoLength() => new("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);

    public static ApiError Incomplete() =>
        new("IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");

    public static ApiError MalformedTrailer() =>
        new(
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    public static ApiError OtherContentHash(string given, string computed) =>
        new("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
        {
            Details = [("ClientComputedContentSHA256", given), ("S3ComputedContentSHA256", computed)],
        };

    public static ApiError InvalidDigest() => new("InvalidDigest", "The Content-MD5 you specified was invalid.");

    public static ApiError OtherDigest(string what) =>
        new("BadDigest", $"The {what} you specified did not match what we received.");

    public static ApiError OtherChecksum(string algorithm) =>
        new("BadDigest", $"The {algorithm.ToUpperInvariant()} you specified did not match the calculated checksum.");
}
