using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Aws;

/// <summary>Documents that another implementation of EC2 and STS has written.</summary>
public sealed class RecordedDocumentsTests
{
    [Fact]
    public async Task Two_pages_of_snapshots_read_as_they_are_written()
    {
        using var server = new ScriptedServer(
            Documents.Recorded("describe-snapshots-page-1.200"), Documents.Recorded("describe-snapshots-page-2.200"));

        var pages = await server.Ec2().ListSnapshotsAsync(default).ToListAsync();

        Assert.Equal("cGVlcnM6MjY=", server.Requests[1]["NextToken"]);
        Assert.Equal([25, 15], pages.Select(page => page.Count));
        var first = pages[0][0];
        Assert.Equal("snap-2e9abdcd10c363ddf", first.Id);
        Assert.Equal("vol-1fe5102946094c24c", first.VolumeId);
        Assert.Equal(new DateTimeOffset(2026, 10, 23, 10, 32, 17, TimeSpan.Zero), first.StartTime);
        Assert.Equal((SnapshotState.Completed, StorageTier.Standard, 500), (first.State, first.Tier, first.VolumeSizeGiB));
        Assert.Equal("ünïcode & <xml> \"q\"", first.Description);
        Assert.Equal([new Tag("Name", "snap 0"), new Tag("Environment", "test"), new Tag("retain", "")], first.Tags);
        Assert.Null(first.FullSizeBytes);
        Assert.True(first.HasLineage);
        Assert.False(pages[0][1].HasLineage);
        Assert.Empty(pages[0][8].Tags);
        Assert.All(pages.SelectMany(page => page), snapshot => Assert.NotNull(snapshot.StartTime));
    }

    [Fact]
    public async Task An_image_names_its_snapshots()
    {
        using var server = new ScriptedServer(Documents.Recorded("describe-images.200"));

        var image = Assert.Single(Assert.Single(await server.Ec2().ListImagesAsync(default).ToListAsync()));

        Assert.Equal("ami-9acc3dac0a4b2cecf", image.Id);
        Assert.Equal(["snap-5bfe34946cee2c674", "snap-4ae4e1ad20af03f4a", "snap-2ab3ad68b928c62ec"], image.SnapshotIds);
    }

    [Fact]
    public async Task Regions_that_are_not_opted_in_are_left_out()
    {
        using var server = new ScriptedServer(Documents.Recorded("describe-regions.200"));

        var regions = await server.Ec2().ListRegionsAsync(default);

        Assert.Equal(24, regions.Count);
        Assert.Contains("af-south-1", regions);
        Assert.DoesNotContain("ap-east-1", regions);
    }

    [Fact]
    public async Task A_deletion_is_done_not_found_or_in_use()
    {
        using var server = new ScriptedServer(
            Documents.Recorded("delete-snapshot.200"),
            Documents.Recorded("delete-snapshot-not-found.400"),
            Documents.Recorded("delete-snapshot-in-use.400"));
        var ec2 = server.Ec2();

        await ec2.DeleteSnapshotAsync("snap-1", default);
        var notFound = await Calls.FailureOfAsync(() => ec2.DeleteSnapshotAsync("snap-2e9abdcd10c363ddf", default));
        var inUse = await Calls.FailureOfAsync(() => ec2.DeleteSnapshotAsync("snap-2ab3ad68b928c62ec", default));

        Assert.Equal(
            new AwsError(
                ErrorClass.AlreadyGone,
                "InvalidSnapshot.NotFound",
                "The snapshot 'snap-2e9abdcd10c363ddf' does not exist.",
                "request-id",
                400), notFound);
        Assert.Equal(ErrorClass.UsedByImage, inUse.Class);
    }

    [Fact]
    public async Task The_caller_has_an_account_and_a_partition()
    {
        using var server = new ScriptedServer(Documents.Recorded("sts-get-caller-identity.200"));

        var caller = await server.Sts().GetCallerAsync(default);

        Assert.Equal(("123456789012", "aws"), (caller.Account, caller.Partition));
    }

    [Fact]
    public async Task A_role_s_session_has_credentials_that_expire()
    {
        using var server = new ScriptedServer(Documents.Recorded("sts-assume-role.200"));

        var role = await server.Sts().AssumeRoleAsync(new("arn:aws:iam::123456789012:role/delete", "run", null, null), default);

        Assert.Equal(
            new TemporaryCredentials(
                "ASIAEXAMPLEEXAMPLE00",
                "example-secret",
                "example-session-token",
                DateTimeOffset.Parse("2026-11-22T12:32:24.324662Z", System.Globalization.CultureInfo.InvariantCulture)),
            role with { Expiration = role.Expiration });
    }
}
