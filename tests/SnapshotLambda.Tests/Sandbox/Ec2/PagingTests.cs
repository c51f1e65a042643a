using Amazon.EC2.Model;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class PagingTests
{
    [Fact]
    public async Task Lists_everything_once_in_full_pages()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(23));
        var pages = await PagesAsync(sandbox, 10);
        Assert.Equal([10, 10, 3], pages.Select(page => page.Count));
        Assert.Equal(23, pages.SelectMany(page => page).Distinct().Count());
    }

    [Fact]
    public async Task The_last_page_has_no_token_even_when_it_is_full()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(10));
        Assert.Equal([5, 5], (await PagesAsync(sandbox, 5)).Select(page => page.Count));
    }

    [Fact]
    public async Task Without_a_size_everything_comes_at_once()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1001), new() { Pages = PageShape.Ragged });
        using var ec2 = sandbox.Ec2();
        var reply = await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] });
        Assert.Equal((1001, null), (reply.Snapshots.Count, reply.NextToken));
    }

    [Fact]
    public async Task More_than_a_thousand_counts_as_a_thousand()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1001));
        Assert.Equal([1000, 1], (await PagesAsync(sandbox, 5000)).Select(page => page.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Ragged_pages_are_empty_short_and_repeating_and_miss_nothing(int seed)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(400), new() { Pages = PageShape.Ragged, Seed = seed });
        var pages = await PagesAsync(sandbox, 20);
        var listed = pages.SelectMany(page => page).ToList();
        Assert.Equal(400, listed.Distinct().Count());
        Assert.True(listed.Count > 400, "nothing was listed twice");
        Assert.Contains(pages, page => page.Count == 0);
        Assert.Contains(pages, page => page.Count is > 0 and < 20);
        Assert.All(pages, page => Assert.True(page.Count <= 20));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_pages()
    {
        await using var one = await RunningSandbox.StartAsync(Worlds.OfMany(200), new() { Pages = PageShape.Ragged, Seed = 7 });
        await using var other = await RunningSandbox.StartAsync(Worlds.OfMany(200), new() { Pages = PageShape.Ragged, Seed = 7 });
        Assert.Equal(await PagesAsync(one, 20), await PagesAsync(other, 20));
    }

    [Fact]
    public async Task A_token_gives_the_same_page_again()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(30), new() { Pages = PageShape.Ragged });
        var form = "Action=DescribeSnapshots&Owner.1=self&MaxResults=10";
        var token = (await sandbox.PostEc2Async(form)).Find("nextToken")!;
        var once = await sandbox.PostEc2Async($"{form}&NextToken={Uri.EscapeDataString(token)}");
        var again = await sandbox.PostEc2Async($"{form}&NextToken={Uri.EscapeDataString(token)}");
        Assert.Equal(once.All("snapshotId"), again.All("snapshotId"));
    }

    [Fact]
    public async Task What_is_deleted_between_pages_is_left_out()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(10));
        using var ec2 = sandbox.Ec2();
        var request = new DescribeSnapshotsRequest { OwnerIds = ["self"], MaxResults = 5 };
        request.NextToken = (await ec2.DescribeSnapshotsAsync(request)).NextToken;
        for (var number = 6; number <= 10; number++)
            await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(number) });
        var last = await ec2.DescribeSnapshotsAsync(request);
        Assert.Empty(last.Snapshots ?? []);
        Assert.Null(last.NextToken);
    }

    [Fact]
    public async Task A_token_belongs_to_its_request()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(10));
        var token = Uri.EscapeDataString(
            (await sandbox.PostEc2Async("Action=DescribeSnapshots&Owner.1=self&MaxResults=5")).Find("nextToken")!);
        Assert.Equal("InvalidNextToken", (await sandbox.PostEc2Async($"Action=DescribeSnapshots&MaxResults=5&NextToken={token}")).Code);
        Assert.Equal("InvalidNextToken", (await sandbox.PostEc2Async($"Action=DescribeVolumes&MaxResults=5&NextToken={token}")).Code);
        Assert.Null((await sandbox.PostEc2Async($"Action=DescribeSnapshots&Owner.1=self&MaxResults=6&NextToken={token}")).Code);
    }

    [Fact]
    public async Task A_token_expires()
    {
        var time = new FakeTimeProvider(Worlds.Now);
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.OfMany(10), new() { Time = time, PageTokenLifetime = TimeSpan.FromMinutes(1) });
        var form = "Action=DescribeSnapshots&Owner.1=self&MaxResults=5";
        var token = Uri.EscapeDataString((await sandbox.PostEc2Async(form)).Find("nextToken")!);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null((await sandbox.PostEc2Async($"{form}&NextToken={token}")).Code);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("InvalidNextToken", (await sandbox.PostEc2Async($"{form}&NextToken={token}")).Code);
    }

    private static async Task<List<List<string>>> PagesAsync(RunningSandbox sandbox, int size)
    {
        using var ec2 = sandbox.Ec2();
        var pages = new List<List<string>>();
        var request = new DescribeSnapshotsRequest { OwnerIds = ["self"], MaxResults = size };
        do
        {
            var reply = await ec2.DescribeSnapshotsAsync(request);
            pages.Add([.. (reply.Snapshots ?? []).Select(snapshot => snapshot.SnapshotId)]);
            request.NextToken = reply.NextToken;
        }
        while (request.NextToken is not null);
        return pages;
    }
}
