using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Tests.Aws;

public sealed class Ec2ListingTests
{
    [Fact]
    public async Task Follows_tokens_over_empty_pages_to_the_end()
    {
        using var server = new ScriptedServer(
            Documents.Snapshots("", "b"),
            Documents.Snapshots(Documents.Snapshot("snap-1"), "c"),
            Documents.Snapshots("", "d"),
            Documents.Snapshots(Documents.Snapshot("snap-2")));

        var pages = await server.Ec2().ListSnapshotsAsync(default).ToListAsync();

        Assert.Equal([0, 1, 0, 1], pages.Select(page => page.Count));
        Assert.Equal([null, "b", "c", "d"], server.Requests.Select(request => request["NextToken"]));
    }

    [Fact]
    public async Task Takes_an_empty_token_for_the_end()
    {
        using var server = new ScriptedServer(Documents.Snapshots(Documents.Snapshot("snap-1"), ""));

        Assert.Single(await server.Ec2().ListSnapshotsAsync(default).ToListAsync());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Passes_a_snapshot_on_as_often_as_it_is_listed()
    {
        using var server = new ScriptedServer(
            Documents.Snapshots(Documents.Snapshot("snap-1"), "b"), Documents.Snapshots(Documents.Snapshot("snap-1")));

        Assert.Equal(2, (await server.Ec2().ListSnapshotsAsync(default).ToListAsync()).Sum(page => page.Count));
    }

    [Theory]
    [InlineData(nameof(IEc2.ListSnapshotsAsync))]
    [InlineData(nameof(IEc2.ListImagesAsync))]
    [InlineData(nameof(IEc2.ListVolumeIdsAsync))]
    [InlineData(nameof(IEc2.FindSnapshotsAsync))]
    [InlineData(nameof(IEc2.ListBinnedVolumeIdsAsync))]
    [InlineData(nameof(IEc2.ListBinnedImageIdsAsync))]
    [InlineData(nameof(IEc2.ListLaunchTemplatesAsync))]
    [InlineData(nameof(IEc2.ListLaunchTemplateSnapshotIdsAsync))]
    [InlineData(nameof(IEc2.ListLocksAsync))]
    [InlineData(nameof(IEc2.ListFastRestoresAsync))]
    [InlineData(nameof(IEc2.ListPublicSnapshotIdsAsync))]
    [InlineData(nameof(IEc2.ListTieringOperationsAsync))]
    [InlineData(nameof(IEc2.ListTierStatusesAsync))]
    public async Task Refuses_a_listing_whose_token_repeats(string call)
    {
        using var server = new ScriptedServer(
            request => Reply.Of(
                200,
                $"<{request["Action"]}Response><requestId>r</requestId><snapshotSet/><nextToken>again</nextToken></{request["Action"]}Response>"));

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url)));

        Assert.Equal((ErrorClass.Permanent, FaultCode.EndlessListing), (error.Class, error.Code));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Refuses_a_listing_that_goes_on_and_on()
    {
        var read = 0;
        Task<Page<int>> Next(string? token, CancellationToken cancellationToken) => Task.FromResult(new Page<int>([++read], $"{read % 2}"));

        var error = await Calls.FailureOfAsync(async () => await Paginator.PagesAsync(Next, default).CountAsync());

        Assert.Equal((ErrorClass.Permanent, FaultCode.EndlessListing), (error.Class, error.Code));
        Assert.Equal(Paginator.MostPages, read);
    }

    [Fact]
    public async Task Fails_where_a_later_page_is_denied_instead_of_ending_short()
    {
        using var server = new ScriptedServer(Documents.Images("", "b"), Reply.Error(403, "UnauthorizedOperation"));

        var error = await Calls.FailureOfAsync(async () => await server.Ec2().ListImagesAsync(default).CountAsync());

        Assert.Equal(ErrorClass.Denied, error.Class);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Yields_the_snapshots_of_every_block_device_of_an_image()
    {
        using var server = new ScriptedServer(Documents.Images(
            "<item><imageId>ami-1</imageId><imageState>disabled</imageState><blockDeviceMapping>"
                + "<item><deviceName>/dev/sda1</deviceName><ebs><snapshotId>snap-1</snapshotId></ebs></item>"
                + "<item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item>"
                + "<item><deviceName>/dev/sdc</deviceName><ebs><volumeSize>8</volumeSize></ebs></item>"
                + "<item><deviceName>/dev/sdd</deviceName><noDevice/></item>"
                + "<item><deviceName>/dev/sde</deviceName><ebs><snapshotId>snap-2</snapshotId></ebs></item>"
                + "</blockDeviceMapping></item><item><imageId>ami-2</imageId></item>"));

        var images = (await server.Ec2().ListImagesAsync(default).ToListAsync()).SelectMany(page => page).ToList();

        Assert.Equal(["ami-1", "ami-2"], images.Select(image => image.Id));
        Assert.Equal(["snap-1", "snap-2"], images[0].SnapshotIds);
        Assert.Empty(images[1].SnapshotIds);
    }

    [Fact]
    public async Task Yields_the_ids_of_volumes()
    {
        using var server = new ScriptedServer(
            Documents.Volumes("<item><volumeId>vol-1</volumeId></item>", "b"),
            Documents.Volumes("<item><volumeId>vol-2</volumeId></item>"));

        Assert.Equal(["vol-1", "vol-2"], (await server.Ec2().ListVolumeIdsAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Yields_only_the_regions_that_are_enabled()
    {
        using var server = new ScriptedServer(Documents.Regions(
            "<item><regionName>us-east-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>"
                + "<item><regionName>ap-east-1</regionName><optInStatus>not-opted-in</optInStatus></item>"
                + "<item><regionName>eu-south-1</regionName><optInStatus>opted-in</optInStatus></item><item><regionName>xx-1</regionName></item>"));

        Assert.Equal(["us-east-1", "eu-south-1", "xx-1"], await server.Ec2().ListRegionsAsync(default));
    }

    [Fact]
    public async Task A_snapshot_exists_where_any_page_lists_it()
    {
        using var server = new ScriptedServer(Documents.Snapshots("", "b"), Documents.Snapshots(Documents.Snapshot("snap-1")));

        Assert.Equal("snap-1", Assert.Single(await server.Ec2().FindSnapshotsAsync(["snap-1"], default)).Id);
        Assert.Equal([null, "b"], server.Requests.Select(request => request["NextToken"]));
    }

    [Fact]
    public async Task A_snapshot_that_no_page_lists_does_not_exist()
    {
        using var server = new ScriptedServer(Documents.Snapshots("", "b"), Documents.Snapshots(Documents.Snapshot("snap-10")));

        Assert.Empty(await server.Ec2().FindSnapshotsAsync(["snap-1"], default));
    }
}
