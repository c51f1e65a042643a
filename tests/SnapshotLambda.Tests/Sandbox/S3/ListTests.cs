using Amazon.S3.Model;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.S3;

public class ListTests
{
    [Fact]
    public async Task Lists_what_has_the_prefix_in_pages_and_in_order()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Filled("runs/b", "runs/a", "approvals/c", "runs/d", "runs/ü &"));
        using var s3 = sandbox.S3();
        var request = new ListObjectsV2Request { BucketName = Worlds.Bucket, Prefix = "runs/", MaxKeys = 2 };
        var pages = new List<string>();
        await foreach (var page in s3.Paginators.ListObjectsV2(request).Responses)
            pages.Add(string.Join(' ', page.S3Objects.Select(one => one.Key)) + $" {page.KeyCount} {page.IsTruncated}");
        Assert.Equal(["runs/a runs/b 2 True", "runs/d runs/ü & 2 False"], pages);

        var first = (await s3.ListObjectsV2Async(request)).S3Objects[0];
        Assert.Equal((3, "\"e\"", Worlds.Now.UtcDateTime), (first.Size, first.ETag, first.LastModified?.ToUniversalTime()));
    }

    [Fact]
    public async Task Folds_what_is_below_a_delimiter()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Filled("runs/1/a", "runs/1/b", "runs/2/a", "runs/x"));
        using var s3 = sandbox.S3();
        var request = new ListObjectsV2Request { BucketName = Worlds.Bucket, Prefix = "runs/", Delimiter = "/", MaxKeys = 1 };
        var seen = new List<string>();
        await foreach (var page in s3.Paginators.ListObjectsV2(request).Responses)
            seen.AddRange((page.CommonPrefixes ?? []).Concat((page.S3Objects ?? []).Select(one => one.Key)));
        Assert.Equal(["runs/1/", "runs/2/", "runs/x"], seen);
    }

    [Fact]
    public async Task Starts_after_a_key()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Filled("a", "b", "c"));
        using var s3 = sandbox.S3();
        var page = await s3.ListObjectsV2Async(new() { BucketName = Worlds.Bucket, StartAfter = "a" });
        Assert.Equal(["b", "c"], page.S3Objects.Select(one => one.Key));
        Assert.Equal(0, (await s3.ListObjectsV2Async(new() { BucketName = Worlds.Bucket, Prefix = "z" })).KeyCount);
    }

    [Theory]
    [InlineData("max-keys=x")]
    [InlineData("max-keys=-1")]
    [InlineData("continuation-token=%21")]
    [InlineData("encoding-type=xml")]
    public async Task Refuses_what_is_no_number_or_token(string query)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Filled("a"));
        Assert.Equal("InvalidArgument", (await sandbox.SendS3Async("GET", "/reports?list-type=2&" + query)).Code);
    }

    private static World Filled(params string[] keys)
    {
        var world = Worlds.WithBucket();
        var bucket = world.Accounts[0].Buckets[0];
        foreach (var key in keys)
            bucket = bucket with { Objects = bucket.Objects.Add(key, Of(key)) };
        return world with { Accounts = [world.Accounts[0] with { Buckets = [bucket] }] };
    }

    private static StoredObject Of(string key) => new()
    {
        Key = key,
        Body = new byte[3],
        LastModified = Worlds.Now,
        ETag = "\"e\"",
        Algorithm = "crc32",
        Checksum = "",
    };
}
