using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Sts;

public class AssumeRoleTests
{
    private const string RoleArn = $"arn:aws:iam::{Worlds.Account}:role/r";

    [Fact]
    public async Task Gives_credentials_that_work()
    {
        var time = new FakeTimeProvider(Worlds.Now);
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(Worlds.Old(1)), Worlds.Role("r")), new() { Time = time });
        using var sts = sandbox.Sts();
        var reply = await sts.AssumeRoleAsync(Request());
        Assert.Equal($"arn:aws:sts::{Worlds.Account}:assumed-role/r/run-1", reply.AssumedRoleUser.Arn);
        Assert.Equal(Worlds.Now.AddHours(1).UtcDateTime, reply.Credentials.Expiration);
        using var ec2 = new Amazon.EC2.AmazonEC2Client(reply.Credentials, new Amazon.EC2.AmazonEC2Config
        {
            ServiceURL = sandbox.Server.Url.ToString(),
            AuthenticationRegion = Worlds.Home,
            MaxErrorRetry = 0,
        });
        Assert.Single((await ec2.DescribeSnapshotsAsync(new Amazon.EC2.Model.DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots);
    }

    [Fact]
    public async Task A_session_policy_takes_away_and_is_measured()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(Worlds.Old(1)), Worlds.Role("r")));
        using var sts = sandbox.Sts();
        var request = Request();
        request.Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}}""";
        var reply = await sts.AssumeRoleAsync(request);
        using var ec2 = sandbox.Ec2(
            new(reply.Credentials.AccessKeyId, reply.Credentials.SecretAccessKey, reply.Credentials.SessionToken, null));
        Assert.Single((await ec2.DescribeSnapshotsAsync(new Amazon.EC2.Model.DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots);
        var failure = await Expect.FailsAsync("UnauthorizedOperation", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
        Assert.Contains("because no session policy allows the ec2:DeleteSnapshot action", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "MalformedPolicyDocument", "{")]
    [InlineData(
        "",
        "MalformedPolicyDocument",
        """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:Unknown":"x"}}}}""")]
    [InlineData("", "ValidationError", """{"Statement":[],"Id":"日"}""")]
    [InlineData("RoleSessionName=x", "ValidationError", null)]
    [InlineData("RoleSessionName=a b", "ValidationError", null)]
    [InlineData("RoleSessionName=", "ValidationError", null)]
    [InlineData("RoleArn=arn:aws:iam::1:role/r", "ValidationError", null)]
    [InlineData("RoleArn=arn:aws:iam::111122223333:role/unknown", "AccessDenied", null)]
    [InlineData("RoleArn=arn:aws:iam::999999999999:role/r", "AccessDenied", null)]
    [InlineData("DurationSeconds=899", "ValidationError", null)]
    [InlineData("DurationSeconds=43201", "ValidationError", null)]
    [InlineData("DurationSeconds=3601", "ValidationError", null)]
    [InlineData("SerialNumber=1", "UnknownParameter", null)]
    public async Task Refuses_what_STS_refuses(string parameter, string code, string? policy)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")));
        var fields = new Dictionary<string, string> { ["Action"] = "AssumeRole", ["RoleArn"] = RoleArn, ["RoleSessionName"] = "run-1" };
        if (policy is not null)
            fields["Policy"] = policy;
        if (parameter.Split('=') is [var name, var value])
            fields[name] = value;
        var reply = await sandbox.PostAsync(
            "sts", string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
        Assert.Equal(code, reply.Code);
    }

    [Fact]
    public async Task Takes_2048_characters_and_not_one_more()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")));
        using var sts = sandbox.Sts();
        const string Start = """{"Statement":[],"Id":"é""", End = "\"}";
        var request = Request();
        request.Policy = Start + new string('x', 2048 - Start.Length - End.Length) + End;
        await sts.AssumeRoleAsync(request);
        request.Policy = Start + new string('x', 2049 - Start.Length - End.Length) + End;
        var failure = await Expect.FailsAsync("ValidationError", () => sts.AssumeRoleAsync(request));
        Assert.Contains("less than or equal to 2048", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_policy_that_cannot_be_packed()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")));
        using var sts = sandbox.Sts();
        var request = Request();
        request.Policy = $$"""{"Statement":[],"Id":"{{Convert.ToHexString(Bytes(800))}}"}""";
        await sts.AssumeRoleAsync(request);
        request.Policy = $$"""{"Statement":[],"Id":"{{Convert.ToBase64String(Bytes(1500))}}"}""";
        await Assert.ThrowsAsync<PackedPolicyTooLargeException>(() => sts.AssumeRoleAsync(request));
    }

    [Theory]
    [InlineData(0, "5")]
    [InlineData(2000, "7")]
    [InlineData(null, null)]
    public async Task Says_how_large_the_packed_policy_is(int? length, string? percent)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")));
        var policy = length is { } known ? $$"""&Policy={"Version":"2012-10-17","Id":"{{new string('x', known)}}","Statement":[]}""" : "";
        Assert.Equal(
            percent,
            (await sandbox.PostAsync("sts", $"Action=AssumeRole&RoleArn={RoleArn}&RoleSessionName=run{policy}")).Find("PackedPolicySize"));
    }

    [Fact]
    public async Task The_external_id_must_be_the_roles()
    {
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(), Worlds.Role("r") with { ExternalId = "secret" }));
        using var sts = sandbox.Sts();
        var request = Request();
        await Expect.FailsAsync("AccessDenied", () => sts.AssumeRoleAsync(request));
        request.ExternalId = "Secret";
        await Expect.FailsAsync("AccessDenied", () => sts.AssumeRoleAsync(request));
        request.ExternalId = "secret";
        await sts.AssumeRoleAsync(request);
    }

    // The caller is a user, or a role with a policy, of the same account or another one.
    [Theory]
    [InlineData("own", "user", "111122223333", true)]
    [InlineData("other", "user", "111122223333", false)]
    [InlineData("other", "user", "444455556666", true)]
    [InlineData("own", "nothing", "111122223333", false)]
    [InlineData("own", "assume", "111122223333", true)]
    [InlineData("own", "nothing", "arn:aws:iam::111122223333:role/caller", true)]
    [InlineData("own", "deny", "arn:aws:iam::111122223333:role/caller", false)]
    [InlineData("own", "user", "arn:aws:iam::111122223333:role/caller", false)]
    [InlineData("other", "nothing", "arn:aws:iam::444455556666:role/caller", false)]
    [InlineData("other", "assume", "arn:aws:iam::444455556666:role/caller", true)]
    [InlineData("other", "assume", "arn:aws:iam::444455556666:role/another", false)]
    [InlineData("other", "assume in 111122223333", "arn:aws:iam::444455556666:role/caller", true)]
    [InlineData("other", "assume in 444455556666", "arn:aws:iam::444455556666:role/caller", false)]
    public async Task Trusts_accounts_and_roles(string account, string callerPolicy, string trusted, bool lets)
    {
        var callersAccount = account == "own" ? Worlds.Account : Worlds.OtherAccount;
        var policy = callerPolicy switch
        {
            "assume" => """{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}}""",
            "assume in 111122223333" or "assume in 444455556666" =>
                """{"Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":["000000000001","NAMED"]}}}}"""
                    .Replace("NAMED", callerPolicy[^12..], StringComparison.Ordinal),
            "deny" => """{"Statement":{"Effect":"Deny","Action":"sts:AssumeRole","Resource":"*"}}""",
            _ => """{"Statement":[]}""",
        };
        Role target = Worlds.Role("r") with { TrustedBy = [trusted] }, caller = new() { Name = "caller", Policy = IamPolicy.Parse(policy) };
        var world = new World
        {
            Accounts = account == "own"
                ? [new() { Id = Worlds.Account, Roles = [target, caller] }]
                : [new() { Id = Worlds.Account, Roles = [target] }, new() { Id = Worlds.OtherAccount, Roles = [caller] }],
        };
        await using var sandbox = await RunningSandbox.StartAsync(world);
        using var sts = sandbox.Sts(
            callerPolicy == "user" ? SandboxServer.CredentialsOf(callersAccount) : sandbox.Server.AssumeRole(callersAccount, "caller"));
        if (lets)
            await sts.AssumeRoleAsync(Request());
        else
            await Expect.FailsAsync("AccessDenied", () => sts.AssumeRoleAsync(Request()));
    }

    [Fact]
    public async Task The_trust_of_the_own_account_does_not_lift_a_session_policy()
    {
        var target = Worlds.Role("r") with { TrustedBy = [$"arn:aws:iam::{Worlds.Account}:role/caller"] };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), target, Worlds.Role("caller")));
        using var sts = sandbox.Sts(sandbox.Server.AssumeRole(Worlds.Account, "caller", """{"Statement":[]}"""));
        await Expect.FailsAsync("AccessDenied", () => sts.AssumeRoleAsync(Request()));
    }

    private static AssumeRoleRequest Request() => new() { RoleArn = RoleArn, RoleSessionName = "run-1" };

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
