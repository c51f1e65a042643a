using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.S3;

public class ObjectTests
{
    private const string Key = "runs/2026-11-22-1/report.html";
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("<p>ünï</p>");

    [Fact]
    public async Task What_is_put_is_got_as_it_was()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        using var s3 = sandbox.S3();
        var request = Put(Key, Page, "text/html; charset=utf-8");
        request.Metadata["run"] = "1";
        var put = await s3.PutObjectAsync(request);

        using var got = await s3.GetObjectAsync(Worlds.Bucket, Key);
        Assert.Equal(Page, await BytesOf(got));
        Assert.Equal(("text/html; charset=utf-8", "1", Page.Length), (got.Headers.ContentType, got.Metadata["run"], got.ContentLength));
        Assert.Equal((Worlds.Now.UtcDateTime, put.ETag), (got.LastModified?.ToUniversalTime(), got.ETag));
        Assert.Equal($"\"{Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, Page))}\"", got.ETag);
        Assert.Equal((ServerSideEncryptionMethod.AES256, put.ChecksumCRC32), (got.ServerSideEncryptionMethod, got.ChecksumCRC32));
        Assert.NotEmpty(put.ResponseMetadata.RequestId);
        Assert.Equal(Page, Stored(sandbox, Key).Body.ToArray());
        Assert.Equal(["PutObject", "GetObject"], sandbox.Server.Calls.Select(call => call.Action));
        Assert.Equal(("s3", Key), (sandbox.Server.Calls[0].Service, sandbox.Server.Calls[0].Parameters["Key"]));
    }

    [Theory]
    [InlineData("a b+c&d=e/ü%2F?#x")]
    [InlineData("a//b/../c")]
    [InlineData("runs/")]
    public async Task A_key_may_have_any_characters(string key)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        using var s3 = sandbox.S3();
        await s3.PutObjectAsync(Put(key, Page));
        Assert.Equal([key], sandbox.Server.World.Bucket(Worlds.Bucket)!.Objects.Keys);
        using var got = await s3.GetObjectAsync(Worlds.Bucket, key);
        Assert.Equal(Page, await BytesOf(got));
    }

    [Fact]
    public async Task A_large_object_comes_in_many_chunks()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        using var s3 = sandbox.S3();
        var large = new byte[700_001];
        new Random(1).NextBytes(large);
        await s3.PutObjectAsync(Put(Key, large));
        using var got = await s3.GetObjectAsync(Worlds.Bucket, Key);
        Assert.Equal(large, await BytesOf(got));
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task A_checksum_of_the_client_s_is_compared(string algorithm)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        using var s3 = sandbox.S3();
        var request = Put(Key, Page);
        request.ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm);
        await s3.PutObjectAsync(request);
        Assert.Equal(algorithm, Stored(sandbox, Key).Algorithm.ToUpperInvariant());
    }

    [Fact]
    public async Task A_put_that_asks_for_it_replaces_nothing()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        using var s3 = sandbox.S3();
        var request = Put(Key, Page);
        request.IfNoneMatch = "*";
        await s3.PutObjectAsync(request);
        var again = Put(Key, [1]);
        again.IfNoneMatch = "*";
        var failure = await Expect.FailsAsync("PreconditionFailed", () => s3.PutObjectAsync(again));
        Assert.Equal((HttpStatusCode.PreconditionFailed, Page.Length), (failure.StatusCode, Stored(sandbox, Key).Body.Length));
        await s3.PutObjectAsync(Put(Key, [1]));
        Assert.Equal(1, Stored(sandbox, Key).Body.Length);
    }

    [Fact]
    public async Task A_head_is_a_get_without_content()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        using var s3 = sandbox.S3();
        await s3.PutObjectAsync(Put(Key, Page, "text/html"));
        var head = await s3.GetObjectMetadataAsync(Worlds.Bucket, Key);
        Assert.Equal((Page.Length, "text/html"), (head.ContentLength, head.Headers.ContentType));
        await Expect.FailsAsync("NotFound", () => s3.GetObjectMetadataAsync(Worlds.Bucket, "other"));
    }

    [Fact]
    public async Task What_is_not_there_is_AWSs_error()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket());
        using var s3 = sandbox.S3();
        var noKey = await Expect.FailsAsync("NoSuchKey", () => s3.GetObjectAsync(Worlds.Bucket, Key));
        var noBucket = await Expect.FailsAsync(
            "NoSuchBucket", () => s3.PutObjectAsync(new() { BucketName = "other", Key = Key, ContentBody = "" }));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (noKey.StatusCode, noBucket.StatusCode));
        Assert.Equal(36, noKey.RequestId.Length);
        Assert.NotEmpty(((AmazonS3Exception)noKey).AmazonId2);
    }

    private static PutObjectRequest Put(string key, byte[] content, string? type = null) => new()
    {
        BucketName = Worlds.Bucket,
        Key = key,
        InputStream = new MemoryStream(content),
        ContentType = type,
    };

    private static StoredObject Stored(RunningSandbox sandbox, string key) => sandbox.Server.World.Bucket(Worlds.Bucket)!.Objects[key];

    private static async Task<byte[]> BytesOf(GetObjectResponse got)
    {
        using var content = new MemoryStream();
        await got.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }
}
