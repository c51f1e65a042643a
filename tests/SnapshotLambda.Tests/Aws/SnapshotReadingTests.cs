using System.Globalization;
using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using Model = Amazon.EC2.Model;

namespace SnapshotLambda.Tests.Aws;

public sealed class SnapshotReadingTests
{
    private static async Task<Snapshot> ReadAsync(string elements)
    {
        using var server = new ScriptedServer(Documents.Snapshots($"<item><snapshotId>snap-1</snapshotId>{elements}</item>"));
        return Assert.Single(Assert.Single(await server.Ec2().ListSnapshotsAsync(default).ToListAsync()));
    }

    [Fact]
    public async Task Reads_every_element_that_decisions_need()
    {
        var snapshot = await ReadAsync(
            "<volumeId>vol-1</volumeId><status>completed</status><startTime>2024-02-29T23:59:59.123Z</startTime><volumeSize>16384</volumeSize>"
                + "<fullSnapshotSizeInBytes>17592186044416</fullSnapshotSizeInBytes><storageTier>archive</storageTier><transferType>standard</transferType>"
                + "<description>text</description><tagSet><item><key>k</key><value>v</value></item></tagSet>");

        Assert.Equal(
            ("snap-1", "vol-1", SnapshotState.Completed, 16384, 17592186044416L, StorageTier.Archive, true, "text"),
            (snapshot.Id, snapshot.VolumeId, snapshot.State, snapshot.VolumeSizeGiB, snapshot.FullSizeBytes, snapshot.Tier, snapshot.HasTransferType, snapshot.Description));
        Assert.Equal(DateTimeOffset.Parse("2024-02-29T23:59:59.123Z", CultureInfo.InvariantCulture), snapshot.StartTime);
        Assert.Equal([new Tag("k", "v")], snapshot.Tags);
    }

    [Fact]
    public async Task What_ec2_does_not_say_stays_unsaid()
    {
        var snapshot = await ReadAsync("");

        Assert.Null(snapshot.StartTime);
        Assert.Null(snapshot.VolumeId);
        Assert.Null(snapshot.FullSizeBytes);
        Assert.Null(snapshot.Description);
        Assert.Equal(SnapshotState.Unknown, snapshot.State);
        Assert.False(snapshot.HasTransferType);
        Assert.Empty(snapshot.Tags);
    }

    [Theory]
    [InlineData("<status>pending</status>", nameof(SnapshotState.Pending))]
    [InlineData("<status>completed</status>", nameof(SnapshotState.Completed))]
    [InlineData("<status>error</status>", nameof(SnapshotState.Error))]
    [InlineData("<status>recoverable</status>", nameof(SnapshotState.Recoverable))]
    [InlineData("<status>recovering</status>", nameof(SnapshotState.Recovering))]
    [InlineData("<status>something-new</status>", nameof(SnapshotState.Unknown))]
    [InlineData("<status/>", nameof(SnapshotState.Unknown))]
    public async Task A_state_that_is_not_known_is_unknown(string element, string expected) => Assert.Equal(expected, (await ReadAsync(element)).State.ToString());

    [Theory]
    [InlineData("", nameof(StorageTier.Standard))]
    [InlineData("<storageTier/>", nameof(StorageTier.Standard))]
    [InlineData("<storageTier>standard</storageTier>", nameof(StorageTier.Standard))]
    [InlineData("<storageTier>archive</storageTier>", nameof(StorageTier.Archive))]
    [InlineData("<storageTier>glacier</storageTier>", nameof(StorageTier.Unknown))]
    public async Task A_tier_that_is_not_said_is_standard(string element, string expected) => Assert.Equal(expected, (await ReadAsync(element)).Tier.ToString());

    [Theory]
    [InlineData("2024-01-01T00:00:00Z")]
    [InlineData("2024-01-01T00:00:00.000Z")]
    [InlineData("2024-01-01T05:00:00+05:00")]
    [InlineData("2024-01-01T00:00:00")]
    public async Task A_start_time_is_utc(string text) =>
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), (await ReadAsync($"<startTime>{text}</startTime>")).StartTime);

    [Fact]
    public void Times_of_every_kind_become_utc()
    {
        var utc = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var time in new[] { utc, utc.ToLocalTime(), DateTime.SpecifyKind(utc, DateTimeKind.Unspecified) })
        {
            var page = new SnapshotReading().Page(new() { Snapshots = [new() { SnapshotId = "snap-1", StartTime = time }] });

            Assert.Equal(new DateTimeOffset(utc), page.Items[0].StartTime);
            Assert.Equal(TimeSpan.Zero, page.Items[0].StartTime!.Value.Offset);
        }
    }

    [Fact]
    public void Strings_that_repeat_in_a_listing_are_shared_across_its_pages()
    {
        var reading = new SnapshotReading();
        Model.DescribeSnapshotsResponse Reply() => new()
        {
            Snapshots = [new() { SnapshotId = "snap-1", VolumeId = new string("vol-1".AsSpan()), Tags = [new(new string("Key".AsSpan()), new string("Value".AsSpan()))] }],
        };

        var (one, two) = (reading.Page(Reply()).Items[0], reading.Page(Reply()).Items[0]);

        Assert.Same(one.VolumeId, two.VolumeId);
        Assert.Same(one.Tags[0].Key, two.Tags[0].Key);
        Assert.Same(one.Tags[0].Value, two.Tags[0].Value);
    }

    [Fact]
    public void A_pool_yields_equal_strings_whatever_meets_in_it()
    {
        var pool = new StringPool();
        var texts = Enumerable.Range(0, 100_000).Select(n => $"text {n % 30_000}").ToList();

        Assert.All(texts, text => Assert.Equal(text, pool.Share(text)));
        Assert.Equal("", pool.Share(""));
    }
}
