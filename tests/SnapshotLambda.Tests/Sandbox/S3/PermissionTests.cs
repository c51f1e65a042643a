using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace SnapshotLambda.Tests.Sandbox.S3;

public class PermissionTests
{
    private const string Writer = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::reports/runs/*"},
          {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::reports","Condition":{"StringLike":{"s3:prefix":"runs/*"}}}]}
        """;

    [Fact]
    public async Task A_role_may_do_what_its_policy_says()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket(Worlds.Role("writer", Writer)));
        using var s3 = sandbox.S3(sandbox.Server.AssumeRole(Worlds.Account, "writer"));
        await PutAsync(s3, "runs/1/a");
        using var got = await s3.GetObjectAsync(Worlds.Bucket, "runs/1/a");
        Assert.Equal(1, (await s3.ListObjectsV2Async(new() { BucketName = Worlds.Bucket, Prefix = "runs/1/" })).KeyCount);

        var put = await Expect.FailsAsync("AccessDenied", () => PutAsync(s3, "approvals/1.json"));
        Assert.Equal(
            "User: arn:aws:sts::111122223333:assumed-role/writer/sandbox is not authorized to perform: s3:PutObject on resource: "
            + "\"arn:aws:s3:::reports/approvals/1.json\" because no identity-based policy allows the s3:PutObject action",
            put.Message);
        Assert.Equal(HttpStatusCode.Forbidden, put.StatusCode);
        await Expect.FailsAsync("AccessDenied", () => s3.GetObjectAsync(Worlds.Bucket, "approvals/1.json"));
        await Expect.FailsAsync("AccessDenied", () => s3.ListObjectsV2Async(new() { BucketName = Worlds.Bucket, Prefix = "approvals/" }));
        await Expect.FailsAsync("AccessDenied", () => s3.ListObjectsV2Async(new() { BucketName = Worlds.Bucket }));
        Assert.Equal(["runs/1/a"], sandbox.Server.World.Bucket(Worlds.Bucket)!.Objects.Keys);
    }

    // Its right to list is bound to a prefix, and a get names none.
    [Theory]
    [InlineData(Writer, "AccessDenied")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":"*"}}""", "NoSuchKey")]
    public async Task Who_may_not_list_is_not_told_what_is_not_there(string policy, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket(Worlds.Role("r", policy)));
        using var s3 = sandbox.S3(sandbox.Server.AssumeRole(Worlds.Account, "r"));
        await Expect.FailsAsync(code, () => s3.GetObjectAsync(Worlds.Bucket, "runs/none"));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/r", null)]
    [InlineData("arn:aws:iam::111122223333:role/other", "AccessDenied")]
    public async Task A_session_is_its_role_where_a_condition_asks_who_it_is(string arn, string? code)
    {
        var policy = $$$$"""
            {"Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*",
              "Condition":{"StringEquals":{"aws:PrincipalArn":"{{{{arn}}}}"}, "Bool":{"aws:SecureTransport":"false"}}}]}
            """;
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket(Worlds.Role("r", policy)));
        using var s3 = sandbox.S3(sandbox.Server.AssumeRole(Worlds.Account, "r"));
        var failure = await Record.ExceptionAsync(() => PutAsync(s3, "a"));
        Assert.Equal(code, (failure as AmazonS3Exception)?.ErrorCode);
    }

    [Fact]
    public async Task A_session_policy_limits_it()
    {
        const string Reads = """{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""";
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket(Worlds.Role("r")));
        using var s3 = sandbox.S3(sandbox.Server.AssumeRole(Worlds.Account, "r", Reads));
        var failure = await Expect.FailsAsync("AccessDenied", () => PutAsync(s3, "a"));
        Assert.Contains("because no session policy allows", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_s_bucket_is_closed()
    {
        var world = Worlds.WithBucket();
        await using var sandbox = await RunningSandbox.StartAsync(
            world with { Accounts = world.Accounts.Add(new() { Id = Worlds.OtherAccount }) });
        using var s3 = sandbox.S3(SnapshotLambda.Sandbox.SandboxServer.CredentialsOf(Worlds.OtherAccount));
        await Expect.FailsAsync("AccessDenied", () => PutAsync(s3, "a"));
    }

    private static Task<PutObjectResponse> PutAsync(AmazonS3Client s3, string key) =>
        s3.PutObjectAsync(new() { BucketName = Worlds.Bucket, Key = key, ContentBody = "x" });
}
