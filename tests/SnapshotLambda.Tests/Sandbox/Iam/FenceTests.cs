using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Iam;

/// <summary>What the function's second fence rests on: the policy of a session decides at EC2, snapshot by snapshot.</summary>
public class FenceTests
{
    private const string Fence = """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"},
         {"Effect":"Allow","Action":["ec2:CreateTags","ec2:DeleteTags"],"Resource":"arn:aws:ec2:*::snapshot/*",
          "Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["snapshot-lambda:retired"]},"Null":{"aws:TagKeys":"false"}}},
         {"Effect":"Allow","Action":"ec2:DeleteSnapshot","Resource":"arn:aws:ec2:*::snapshot/*",
          "Condition":{"DateLessThan":{"ec2:SnapshotTime":"2026-10-23T03:00:00Z"},
                       "Null":{"aws:ResourceTag/DoNotDelete":"true","aws:ResourceTag/aws:backup:source-resource":"true"},
                       "StringNotLike":{"aws:ResourceTag/Env":["prod*"]}}}]}
        """;

    [Fact]
    public async Task Lets_an_old_snapshot_be_deleted() => Assert.Null(await DeleteAsync(Worlds.Old(1)));

    [Fact]
    public async Task Refuses_one_of_the_cutoff_itself() => Assert.Equal(
        "UnauthorizedOperation", await DeleteAsync(Worlds.Old(1) with { StartTime = new(2026, 10, 23, 3, 0, 0, TimeSpan.Zero) }));

    [Fact]
    public async Task Lets_one_be_deleted_a_millisecond_before() =>
        Assert.Null(await DeleteAsync(Worlds.Old(1) with { StartTime = new(2026, 10, 23, 2, 59, 59, 999, TimeSpan.Zero) }));

    [Fact]
    public async Task Refuses_one_without_start_time() =>
        Assert.Equal("UnauthorizedOperation", await DeleteAsync(Worlds.Old(1) with { StartTime = null }));

    [Theory]
    [InlineData("DoNotDelete", "", false)]
    [InlineData("donotdelete", "no", false)]
    [InlineData("aws:backup:source-resource", "x", false)]
    [InlineData("Env", "production", false)]
    [InlineData("ENV", "prod", false)]
    [InlineData("Env", "Prod", true)]
    [InlineData("Env", "dev", true)]
    public async Task Looks_at_tags(string key, string value, bool lets) =>
        Assert.Equal(lets ? null : "UnauthorizedOperation", await DeleteAsync(Worlds.Tagged(1, new Tag(key, value))));

    [Fact]
    public async Task A_dry_run_says_what_the_call_would_meet()
    {
        await using var sandbox = await StartAsync(Worlds.Old(1), Worlds.Old(2) with { StartTime = Worlds.Now });
        using var ec2 = sandbox.Ec2(sandbox.Server.AssumeRole(Worlds.Account, "r", Fence));
        await Expect.FailsAsync("DryRunOperation", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1), DryRun = true }));
        await Expect.FailsAsync("UnauthorizedOperation", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(2), DryRun = true }));
        Assert.Equal(2, sandbox.Server.World.Snapshots().Count);
    }

    [Fact]
    public async Task Lets_its_own_tag_be_set_and_no_other()
    {
        await using var sandbox = await StartAsync(Worlds.Tagged(1, new Tag("keep", "")));
        using var ec2 = sandbox.Ec2(sandbox.Server.AssumeRole(Worlds.Account, "r", Fence));
        await ec2.CreateTagsAsync(new() { Resources = [Worlds.Id(1)], Tags = [new("snapshot-lambda:retired", "true")] });
        await Expect.FailsAsync("UnauthorizedOperation", () => ec2.CreateTagsAsync(
            new() { Resources = [Worlds.Id(1)], Tags = [new("snapshot-lambda:retired", "true"), new("keep", "x")] }));
        await Expect.FailsAsync("UnauthorizedOperation", () => ec2.DeleteTagsAsync(new() { Resources = [Worlds.Id(1)] }));
        await ec2.DeleteTagsAsync(new() { Resources = [Worlds.Id(1)], Tags = [new("snapshot-lambda:retired")] });
        Assert.Equal([new Tag("keep", "")], sandbox.Server.World.Snapshots()[Worlds.Id(1)].Tags.AsEnumerable());
    }

    [Theory]
    [InlineData(false, "InvalidSnapshot.NotFound")]
    [InlineData(true, "UnauthorizedOperation")]
    public async Task One_that_is_gone_is_not_found_or_denied_as_the_sandbox_is_told(bool denies, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")), new() { DeniesUnknownSnapshots = denies });
        using var ec2 = sandbox.Ec2(sandbox.Server.AssumeRole(Worlds.Account, "r", Fence));
        await Expect.FailsAsync(code, () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
    }

    [Fact]
    public async Task The_roles_own_deny_holds_in_every_session()
    {
        const string Policy = """
            {"Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"},
             {"Effect":"Deny","Action":"ec2:DeleteSnapshot","Resource":"*","Condition":{"Null":{"aws:ResourceTag/precious":"false"}}}]}
            """;
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(Worlds.Tagged(1, new Tag("Precious", ""))), Worlds.Role("r", Policy)));
        using var ec2 = sandbox.Ec2(sandbox.Server.AssumeRole(Worlds.Account, "r", Fence));
        var failure = await Expect.FailsAsync("UnauthorizedOperation", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
        Assert.Contains("with an explicit deny in an identity-based policy", failure.Message, StringComparison.Ordinal);
    }

    private static Task<RunningSandbox> StartAsync(params Ec2Snapshot[] snapshots) =>
        RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(snapshots), Worlds.Role("r")));

    private static async Task<string?> DeleteAsync(Ec2Snapshot snapshot)
    {
        // The tag of AWS Backup would be refused by EC2 itself; here it is IAM that must be first.
        await using var sandbox = await StartAsync(snapshot);
        using var ec2 = sandbox.Ec2(sandbox.Server.AssumeRole(Worlds.Account, "r", Fence));
        try
        {
            await ec2.DeleteSnapshotAsync(new() { SnapshotId = snapshot.Id });
            return null;
        }
        catch (Amazon.EC2.AmazonEC2Exception e)
        {
            return e.ErrorCode;
        }
    }
}
