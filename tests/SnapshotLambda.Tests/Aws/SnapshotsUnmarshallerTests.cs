using System.Globalization;
using System.Text;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;
using Model = Amazon.EC2.Model;

namespace SnapshotLambda.Tests.Aws;

public sealed class SnapshotsUnmarshallerTests
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
            (snapshot.Id,
                snapshot.VolumeId,
                snapshot.State,
                snapshot.VolumeSizeGiB,
                snapshot.FullSizeBytes,
                snapshot.Tier,
                snapshot.HasTransferType,
                snapshot.Description));
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
    public async Task A_state_that_is_not_known_is_unknown(string element, string expected) =>
        Assert.Equal(expected, (await ReadAsync(element)).State.ToString());

    [Theory]
    [InlineData("", false)]
    [InlineData("<restoreExpiryTime/>", false)]
    [InlineData("<storageTier>standard</storageTier><restoreExpiryTime>2026-11-25T03:00:00.000Z</restoreExpiryTime>", true)]
    [InlineData("<restoreExpiryTime>of a later form</restoreExpiryTime>", true)]
    public async Task Was_restored_for_a_time_where_it_is_said_when_that_ends(string element, bool expected) =>
        Assert.Equal(expected, (await ReadAsync(element)).IsTemporarilyRestored);

    [Theory]
    [InlineData("", nameof(StorageTier.Standard))]
    [InlineData("<storageTier/>", nameof(StorageTier.Standard))]
    [InlineData("<storageTier>standard</storageTier>", nameof(StorageTier.Standard))]
    [InlineData("<storageTier>archive</storageTier>", nameof(StorageTier.Archive))]
    [InlineData("<storageTier>glacier</storageTier>", nameof(StorageTier.Unknown))]
    public async Task A_tier_that_is_not_said_is_standard(string element, string expected) =>
        Assert.Equal(expected, (await ReadAsync(element)).Tier.ToString());

    [Theory]
    [InlineData(1)]
    [InlineData(252)]
    [InlineData(253)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(509)]
    [InlineData(512)]
    [InlineData(70_000)]
    public async Task A_text_of_any_length_comes_whole_however_it_is_written(int length)
    {
        const string written = "a&amp;&#x1F4BE;<![CDATA[<b>]]><!-- no text --> ü";
        const string meant = "a&\U0001F4BE<b> ü";
        var (before, behind) = (new string('x', length), new string('y', length));

        var snapshot = await ReadAsync($"<description>{before}{written}{behind}</description><tagSet><item><key>k</key><value>{written}{behind}</value></item></tagSet><volumeId>vol-1</volumeId>");

        Assert.Equal($"{before}{meant}{behind}", snapshot.Description);
        Assert.Equal([new Tag("k", $"{meant}{behind}")], snapshot.Tags);
        Assert.Equal("vol-1", snapshot.VolumeId);
    }

    [Fact]
    public async Task An_element_within_a_text_makes_no_page() =>
        Assert.Equal(FaultCode.UnreadableReply, (await Calls.FailureOfAsync(() => ReadAsync("<description>a<b>c</b></description>"))).Code);

    [Theory]
    [InlineData("2024-01-01T00:00:00Z")]
    [InlineData("2024-01-01T00:00:00.000Z")]
    [InlineData("2024-01-01T05:00:00+05:00")]
    [InlineData("2024-01-01T00:00:00")]
    public async Task A_start_time_is_utc(string text) =>
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), (await ReadAsync($"<startTime>{text}</startTime>")).StartTime);

    [Theory]
    [InlineData("<startTime>yesterday</startTime>")]
    [InlineData("<startTime>01/02/2024 00:00:00</startTime>")]
    [InlineData("<startTime>2024-01-01</startTime>")]
    [InlineData("<startTime>1704067200</startTime>")]
    [InlineData("<startTime/>")]
    [InlineData("<volumeSize/>")]
    [InlineData("<volumeSize>8 GiB</volumeSize>")]
    [InlineData("<fullSnapshotSizeInBytes>-1</fullSnapshotSizeInBytes>")]
    [InlineData("<volumeId><id>vol-1</id></volumeId>")]
    public async Task What_has_another_form_than_ec2_gives_it_makes_the_page_unreadable(string element)
    {
        var thrown = await Assert.ThrowsAsync<AwsCallException>(() => ReadAsync(element));

        Assert.Equal((ErrorClass.Transient, "UnreadableReply"), (thrown.Error.Class, thrown.Error.Code));
    }

    [Fact]
    public async Task Elements_that_it_does_not_know_are_passed_over_with_all_that_is_in_them()
    {
        var snapshot = await ReadAsync(
            "<new><snapshotId>snap-2</snapshotId><item><volumeId>vol-2</volumeId></item></new><volumeId>vol-1</volumeId><newer/>"
                + "<tagSet><item><key>k</key><newest>x</newest></item><item/></tagSet>");

        Assert.Equal(("snap-1", "vol-1"), (snapshot.Id, snapshot.VolumeId));
        Assert.Equal([new Tag("k", ""), new Tag("", "")], snapshot.Tags);
    }

    [Theory]
    [InlineData("<tagSet><item><key>k</key><value> </value></item></tagSet>", " ")]
    [InlineData("<tagSet>\n  <item>\n    <key>k</key>\n    <value>  a b </value>\n  </item>\n</tagSet>", "  a b ")]
    [InlineData("<tagSet><item><key>k</key><value>&#32;&#9;</value></item></tagSet>", " \t")]
    public async Task Spaces_are_part_of_a_tags_value_and_between_elements_nothing(string element, string value) =>
        Assert.Equal([new Tag("k", value)], (await ReadAsync(element)).Tags);

    [Fact]
    public async Task Tags_count_whichever_set_they_stand_in()
    {
        var snapshot = await ReadAsync("<tagSet><item><key>DoNotDelete</key><value/></item></tagSet><tagSet><item><key>k</key><value>v</value></item></tagSet><tagSet/>");

        Assert.Equal([new Tag("DoNotDelete", ""), new Tag("k", "v")], snapshot.Tags);
    }

    [Fact]
    public async Task Reads_what_the_sdk_reads()
    {
        using var server = new ScriptedServer(Documents.Recorded("describe-snapshots-page-1.200"));
        using var client = new Ec2Client(
            new BasicAWSCredentials("AKIAEXAMPLE", "example-secret"), new() { ServiceURL = server.Url.AbsoluteUri });

        var ours = (await client.DescribeSnapshotsAsync(new Model.DescribeSnapshotsRequest(), new SnapshotsUnmarshaller(), default)).Page!;
        var sdks = await client.DescribeSnapshotsAsync(new Model.DescribeSnapshotsRequest());

        Assert.NotEmpty(ours.Items);
        Assert.Equal(sdks.NextToken, ours.NextToken);
        Assert.Equal(
            sdks.Snapshots.Select(one => (one.SnapshotId,
                one.VolumeId,
                Ec2.Utc(one.StartTime),
                one.VolumeSize ?? 0,
                one.FullSnapshotSizeInBytes,
                one.Description,
                one.TransferType is not null)),
            ours.Items.Select(one => (one.Id,
                one.VolumeId!,
                one.StartTime,
                one.VolumeSizeGiB,
                one.FullSizeBytes,
                one.Description!,
                one.HasTransferType)));
        Assert.Equal(sdks.Snapshots.Select(one => one.State.Value), ours.Items.Select(one => one.State.ToString().ToLowerInvariant()));
        Assert.Equal(
            sdks.Snapshots.SelectMany(one => one.Tags ?? [], (one, tag) => (one.SnapshotId, tag.Key, tag.Value)),
            ours.Items.SelectMany(one => one.Tags, (one, tag) => (one.Id, tag.Key, tag.Value)));
    }

    [Fact]
    public void A_page_that_is_cut_off_anywhere_is_none()
    {
        var page = Encoding.UTF8.GetBytes(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>r</requestId>
              <snapshotSet>
                <item><snapshotId>snap-1</snapshotId><volumeSize>8</volumeSize><tagSet><item><key>k</key><value>ü &amp; ö</value></item></tagSet></item>
                <item><snapshotId>snap-2</snapshotId><tagSet/></item>
              </snapshotSet>
              <nextToken>next</nextToken>
            </DescribeSnapshotsResponse>
            """);

        var read = Enumerable.Range(0, page.Length + 1).Where(length => IsPage(page[..length])).ToList();

        Assert.Equal([page.Length], read);

        static bool IsPage(byte[] bytes)
        {
            try
            {
                using var context = new XmlUnmarshallerContext(new MemoryStream(bytes), maintainResponseBody: false, responseData: null);
                return ((DescribeSnapshotsReply)new SnapshotsUnmarshaller().Unmarshall(context)).Page is not null;
            }
            catch (XmlException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Times_of_every_kind_become_utc()
    {
        var utc = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var time in new[] { utc, utc.ToLocalTime(), DateTime.SpecifyKind(utc, DateTimeKind.Unspecified) })
        {
            Assert.Equal(new DateTimeOffset(utc), Ec2.Utc(time));
            Assert.Equal(TimeSpan.Zero, Ec2.Utc(time)!.Value.Offset);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n    ")]
    public async Task An_empty_token_names_no_next_page_however_it_is_laid_out(string token)
    {
        using var server = new ScriptedServer(Documents.Snapshots(Documents.Snapshot("snap-1"), token));

        Assert.Single(await server.Ec2().ListSnapshotsAsync(default).ToListAsync());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Strings_that_repeat_in_a_listing_are_shared_across_its_pages()
    {
        const string One = "<item><snapshotId>snap-1</snapshotId><volumeId>vol-1</volumeId><tagSet><item><key>Key</key><value>Value</value></item></tagSet></item>";
        using var server = new ScriptedServer(Documents.Snapshots(One, "next"), Documents.Snapshots(One));

        var pages = await server.Ec2().ListSnapshotsAsync(default).ToListAsync();
        var (one, two) = (pages[0][0], pages[1][0]);

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
