using Amazon.EC2;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class TagTests
{
    [Fact]
    public async Task Adds_and_replaces()
    {
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.Tagged(1, new Tag("a", "old"), new Tag("A", "other")), Worlds.Old(2)));
        using var ec2 = sandbox.Ec2();
        await ec2.CreateTagsAsync(new() { Resources = [Worlds.Id(1), Worlds.Id(2)], Tags = [new("a", "new"), new("b", "")] });
        Assert.Equal(["A=other", "a=new", "b="], TagsOf(sandbox, 1));
        Assert.Equal(["a=new", "b="], TagsOf(sandbox, 2));
    }

    [Theory]
    [InlineData("Tag.1.Key=a", "aws:x=1 b=2")]
    [InlineData("Tag.1.Key=a&Tag.1.Value=1", "aws:x=1 b=2")]
    [InlineData("Tag.1.Key=a&Tag.1.Value=2", "a=1 aws:x=1 b=2")]
    [InlineData("Tag.1.Key=a&Tag.1.Value=", "a=1 aws:x=1 b=2")]
    [InlineData("Tag.1.Key=A", "a=1 aws:x=1 b=2")]
    [InlineData("Tag.1.Key=missing", "a=1 aws:x=1 b=2")]
    [InlineData("Tag.1.Key=a&Tag.2.Key=b", "aws:x=1")]
    [InlineData("", "aws:x=1")]
    public async Task Deletes(string tags, string left)
    {
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.Tagged(1, new Tag("a", "1"), new Tag("aws:x", "1"), new Tag("b", "2"))));
        var reply = await sandbox.PostEc2Async($"Action=DeleteTags&ResourceId.1={Worlds.Id(1)}&{tags}");
        Assert.Null(reply.Code);
        Assert.Equal(left, string.Join(' ', TagsOf(sandbox, 1)));
    }

    [Theory]
    [InlineData("CreateTags")]
    [InlineData("DeleteTags")]
    public async Task One_id_that_is_gone_undoes_the_call(string action)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.Tagged(1, new Tag("a", "1"))));
        var reply = await sandbox.PostEc2Async(
            $"Action={action}&ResourceId.1={Worlds.Id(1)}&ResourceId.2={Worlds.Id(9)}&Tag.1.Key=a&Tag.2.Key=b");
        Assert.Equal(("InvalidSnapshot.NotFound", "The snapshot 'snap-00000009' does not exist."), (reply.Code, reply.Message));
        Assert.Equal(["a=1"], TagsOf(sandbox, 1));
    }

    [Fact]
    public async Task The_51st_tag_of_one_resource_undoes_the_call_and_AWSs_own_do_not_count()
    {
        Tag[] fifty = [.. Enumerable.Range(1, 50).Select(number => new Tag($"k{number}", ""))];
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.Tagged(1, new Tag("aws:x", "1")), Worlds.Tagged(2, fifty)));
        using var ec2 = sandbox.Ec2();
        await Expect.FailsAsync(
            "TagLimitExceeded", () => ec2.CreateTagsAsync(new() { Resources = [Worlds.Id(1), Worlds.Id(2)], Tags = [new("new", "")] }));
        Assert.Equal(["aws:x=1"], TagsOf(sandbox, 1));
        await ec2.CreateTagsAsync(
            new() { Resources = [Worlds.Id(1)], Tags = [.. fifty.Select(tag => new Amazon.EC2.Model.Tag(tag.Key, tag.Value))] });
        await ec2.CreateTagsAsync(new() { Resources = [Worlds.Id(2)], Tags = [new("k1", "changed")] });
        Assert.Equal((51, 50), (TagsOf(sandbox, 1).Count, TagsOf(sandbox, 2).Count));
    }

    [Theory]
    [InlineData("ResourceId.1=snap-00000001&Tag.1.Key=aws:x&Tag.1.Value=1", "InvalidParameterValue")]
    [InlineData("ResourceId.1=snap-00000001&Tag.1.Key=AWS:x&Tag.1.Value=1", "InvalidParameterValue")]
    [InlineData("ResourceId.1=snap-00000001&Tag.1.Key=a&Tag.2.Key=a", "InvalidParameterValue")]
    [InlineData("ResourceId.1=snap-00000001&Tag.1.Key=%01", "InvalidParameterValue")]
    [InlineData("ResourceId.1=snap-00000001&Tag.1.Value=a", "MissingParameter")]
    [InlineData("ResourceId.1=snap-00000001", "MissingParameter")]
    [InlineData("Tag.1.Key=a", "MissingParameter")]
    [InlineData("ResourceId.1=ami-00000001&Tag.1.Key=a", "InvalidID")]
    [InlineData("ResourceId.1=snap-00000001&Tag.1.Key=a&DryRun=true", "DryRunOperation")]
    public async Task Refuses_what_EC2_refuses(string form, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        Assert.Equal(code, (await sandbox.PostEc2Async("Action=CreateTags&" + form)).Code);
        Assert.Empty(TagsOf(sandbox, 1));
    }

    [Fact]
    public async Task Takes_a_thousand_ids_and_no_more()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1001));
        using var ec2 = sandbox.Ec2();
        await TagAsync(ec2, 1000);
        Assert.Equal(1000, sandbox.Server.World.Snapshots().Values.Count(snapshot => !snapshot.Tags.IsEmpty));
        await Expect.FailsAsync("InvalidParameterValue", () => TagAsync(ec2, 1001));
    }

    private static Task<Amazon.EC2.Model.CreateTagsResponse> TagAsync(AmazonEC2Client ec2, int count) =>
        ec2.CreateTagsAsync(new() { Resources = [.. Enumerable.Range(1, count).Select(Worlds.Id)], Tags = [new("a", "b")] });

    private static List<string> TagsOf(RunningSandbox sandbox, int number) =>
        [.. sandbox.Server.World.Snapshots()[Worlds.Id(number)].Tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];
}
