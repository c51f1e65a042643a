using System.Net;
using System.Text;

namespace SnapshotLambda.Tests.Sandbox.S3;

/// <summary>What a request says of its content is compared with it, on the wire.</summary>
public class PayloadTests
{
    private const string Target = "/reports/a";
    private const string Signature = "chunk-signature=0000000000000000000000000000000000000000000000000000000000000000";

    // The check values of https://reveng.sourceforge.io/crc-catalogue/all.htm, and what sha256sum and its like say.
    [Theory]
    [InlineData("x-amz-checksum-crc32", "y/Q5Jg==")]
    [InlineData("x-amz-checksum-crc32c", "4waSgw==")]
    [InlineData("x-amz-checksum-crc64nvme", "rosUhgp5mIg=")]
    [InlineData("x-amz-checksum-md5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    [InlineData("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    [InlineData("Content-MD5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    [InlineData("x-amz-content-sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225", HttpStatusCode.OK)]
    [InlineData("x-amz-content-sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb226", HttpStatusCode.BadRequest)]
    public async Task Takes_what_agrees_and_refuses_what_does_not(string header, string value, HttpStatusCode? expected = null)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        var right = await sandbox.SendS3Async("PUT", Target, "123456789"u8.ToArray(), (header, value));
        Assert.Equal(expected ?? HttpStatusCode.OK, right.Status);
        var other = await sandbox.SendS3Async("PUT", "/reports/b", "123456780"u8.ToArray(), (header, value));
        Assert.Equal(
            (HttpStatusCode.BadRequest, header == "x-amz-content-sha256" ? "XAmzContentSHA256Mismatch" : "BadDigest"),
            (other.Status, other.Code));
        Assert.DoesNotContain("b", sandbox.Server.World.Bucket(Worlds.Bucket)!.Objects.Keys);
    }

    [Theory]
    [InlineData("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "", null)]
    [InlineData("3;" + Signature + "\r\nabc\r\n2;" + Signature + "\r\nde\r\n0;" + Signature + "\r\n\r\n", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "", null)]
    [InlineData("5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:hYfYZQ==\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", null)]
    [InlineData("5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:hYfYZQ==\r\nx-amz-trailer-signature:00\r\n\r\n", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-checksum-crc32", null)]
    [InlineData("5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:hYfYZg==\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", "BadDigest")]
    [InlineData("5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:hY==\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", "InvalidRequest")]
    [InlineData("5\r\nabcde\r\n0\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", "MalformedTrailerError")]
    [InlineData("5\r\nabcde\r\n0\r\nx-amz-checksum-crc32:hYfYZQ==\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "MalformedTrailerError")]
    [InlineData("5\r\nabcde\r\n0\r\nnothing\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "MalformedTrailerError")]
    [InlineData("4\r\nabcd\r\n0\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "IncompleteBody")]
    [InlineData("6\r\nabcde\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "IncompleteBody")]
    [InlineData("5\r\nabcde\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "IncompleteBody")]
    [InlineData("x\r\nabcde\r\n0\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "IncompleteBody")]
    [InlineData("5\r\nabcdef\r\n0\r\n\r\n", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "IncompleteBody")]
    public async Task Decodes_chunks(string body, string hash, string trailer, string? code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        var reply = await sandbox.SendS3Async(
            "PUT", Target, Encoding.ASCII.GetBytes(body),
            ("x-amz-content-sha256", hash), ("x-amz-decoded-content-length", "5"), ("Content-Encoding", "gzip,aws-chunked"),
            ("x-amz-trailer", trailer));
        Assert.Equal(code, reply.Text.Length == 0 ? null : reply.Code);
        var stored = sandbox.Server.World.Bucket(Worlds.Bucket)!.Objects.GetValueOrDefault("a");
        Assert.Equal(code is null, stored is not null);
        if (stored is not null)
            Assert.Equal(("abcde", "gzip"), (Encoding.ASCII.GetString(stored.Body.Span), stored.Headers["Content-Encoding"]));
    }

    [Theory]
    [InlineData("x-amz-content-sha256", "", "InvalidRequest", 400)]
    [InlineData("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "MissingContentLength", 411)]
    [InlineData("Content-MD5", "JfnnlDI7RThF", "InvalidDigest", 400)]
    [InlineData("x-amz-acl", "public-read", "NotImplemented", 501)]
    [InlineData("If-Match", "\"a\"", "NotImplemented", 501)]
    [InlineData("If-None-Match", "\"a\"", "NotImplemented", 501)]
    [InlineData("x-amz-expected-bucket-owner", Worlds.OtherAccount, "AccessDenied", 403)]
    [InlineData("x-amz-expected-bucket-owner", Worlds.Account, null, 200)]
    public async Task Refuses_what_it_cannot_do(string header, string value, string? code, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        var reply = await sandbox.SendS3Async("PUT", Target, [1], (header, value));
        Assert.Equal((code, status), (reply.Text.Length == 0 ? null : reply.Code, (int)reply.Status));
    }

    [Theory]
    [InlineData("PUT", "/reports/a?acl", "acl in the query of PutObject; the sandbox knows none.")]
    [InlineData("POST", "/reports/a?uploads", "POST of an object; the sandbox knows GetObject, HeadObject, ListObjectsV2, PutObject, in path style.")]
    [InlineData("DELETE", "/reports/a", "DELETE of an object; the sandbox knows")]
    [InlineData("GET", "/reports", "GET of a bucket; the sandbox knows")]
    [InlineData("GET", "/", "GET of all buckets; the sandbox knows")]
    [InlineData("GET", "/reports/a?versionId=1", "versionId in the query of GetObject")]
    [InlineData("GET", "/reports?list-type=2&fetch-owner=true", "fetch-owner in the query of ListObjectsV2; the sandbox knows continuation-token, delimiter, encoding-type, list-type, max-keys, prefix, start-after.")]
    public async Task Names_the_actions_that_it_has(string method, string target, string message)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        var reply = await sandbox.SendS3Async(method, target);
        Assert.Equal((HttpStatusCode.NotImplemented, "NotImplemented"), (reply.Status, reply.Code));
        Assert.Contains(message, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_has_at_most_1024_bytes()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        Assert.Equal(HttpStatusCode.OK, (await sandbox.SendS3Async("PUT", "/reports/" + new string('k', 1024), [])).Status);
        Assert.Equal("KeyTooLongError", (await sandbox.SendS3Async("PUT", "/reports/" + new string('k', 1025), [])).Code);
    }

    [Theory]
    [InlineData("", "AccessDenied")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIASAND999999999999/20261122/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00", "InvalidAccessKeyId")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=00", "InvalidAction")]
    public async Task A_caller_that_it_does_not_know_or_a_signature_for_another_service_is_refused(string authorization, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        Assert.Equal(code, (await sandbox.SendS3Async("GET", Target, null, ("Authorization", authorization))).Code);
    }
}
