using System.Globalization;
using System.Text;
using Amazon.Runtime.Internal.Transform;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Aws;

namespace SnapshotLambda.Tests.Aws;

/// <summary>
/// Whatever the reader of plain pages reads, <see cref="System.Xml.XmlReader"/> reads alike, and all else is left to that.
/// </summary>
public sealed class PlainElementsTests
{
    private const string Small =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
            <requestId>r</requestId>
            <snapshotSet>
                <item>
        <snapshotId>snap-1</snapshotId><startTime>2024-02-29T23:59:59.123Z</startTime><volumeSize>8</volumeSize><new>x<b>&lt;</b></new><tagSet><item><key>k</key><value>ü &amp; ö</value></item></tagSet></item>
                <item><description> a </description><snapshotId>snap-2</snapshotId><tagSet/></item>
            </snapshotSet>
        </DescribeSnapshotsResponse>

        """;

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(
        int.TryParse(Environment.GetEnvironmentVariable("PROPERTY_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 10_000);

    [Fact]
    public void Reads_no_page_otherwise_than_the_reader_of_any_xml()
    {
        var (pages, plain) = (0, 0);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            pages++;
            if (Compare(new MutatedPage(seed).Content)) plain++;
        }).Check(Often);

        Assert.InRange(plain, pages / 10, pages / 2);
    }

    [Fact]
    public void Nor_one_that_is_cut_off_or_has_one_byte_more_less_or_another_wherever_that_is()
    {
        var page = Encoding.UTF8.GetBytes(Small);
        byte[] others = [.. "<>&;/x \n\r\"]"u8, 0, 0x80, 0xC3];

        Assert.True(Compare(page));
        for (var at = 0; at < page.Length; at++)
        {
            Compare(page[..at]);
            Compare([.. page[..at], .. page[(at + 1)..]]);
            Compare([.. page[..at], page[at], .. page[at..]]);
            foreach (var other in others)
            {
                Compare([.. page[..at], other, .. page[(at + 1)..]]);
                Compare([.. page[..at], other, .. page[at..]]);
            }
        }
    }

    [Fact]
    public void Nor_one_with_any_piece_of_xml_beside_any_of_its_brackets_and_quotes()
    {
        for (var at = 0; at <= Small.Length; at++)
        {
            if (!IsMarkup(at) && !IsMarkup(at - 1)) continue;
            foreach (var fragment in MutatedPage.Fragments) Compare(Encoding.UTF8.GetBytes(Small.Insert(at, fragment)));
        }

        static bool IsMarkup(int at) => at == Small.Length || (at >= 0 && "<>\"".Contains(Small[at], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("describe-snapshots-page-1.200")]
    [InlineData("describe-snapshots-page-2.200")]
    public void Reads_what_another_implementation_wrote(string name) =>
        Assert.True(Compare(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Aws", "recorded", name + ".xml"))));

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_100, false)]
    [InlineData(4_095, false)]
    [InlineData(4_096, false)]
    [InlineData(10_000, false)]
    public void Leaves_long_space_to_the_reader_of_any_xml_which_may_take_it_for_text(int length, bool isPlain) =>
        Assert.Equal(
            isPlain,
            Compare(Encoding.UTF8.GetBytes(Small.Replace("<item>", "<item>" + new string(' ', length), StringComparison.Ordinal))));

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(300_000)]
    public void Reads_a_text_of_any_length(int length)
    {
        foreach (var text in new[] { "x", "ü", "&amp;", "\U0001F4BE" })
        {
            Assert.True(Compare(Encoding.UTF8.GetBytes(
                Small.Replace("<value>", "<value>a" + string.Concat(Enumerable.Repeat(text, length)), StringComparison.Ordinal))));
        }
    }

    /// <summary>Whether the page is a plain one. Fails where the readers differ.</summary>
    private static bool Compare(byte[] page)
    {
        using var stream = new MemoryStream(page);
        using var context = new XmlUnmarshallerContext(new MemoryStream(page), maintainResponseBody: false, responseData: null);
        var expected = Outcome(() => new SnapshotsUnmarshaller().ReadXml(stream));
        var plain = new SnapshotsUnmarshaller().ReadPlain(page, page.Length);
        var actual = Outcome(() => new SnapshotsUnmarshaller().Unmarshall(context));

        if (plain is not null) Same(expected, Shown(plain), page);
        Same(expected, actual, page);
        return plain is not null;
    }

    private static void Same(string expected, string actual, byte[] page)
    {
        if (expected != actual)
            Assert.Fail($"{actual}\nwhere XmlReader has\n{expected}\nof\n{Convert.ToBase64String(page)}\n{Encoding.UTF8.GetString(page)}");
    }

    private static string Outcome(Func<object> read)
    {
        try
        {
            return Shown((DescribeSnapshotsReply)read());
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return $"{fault.GetType()}: {fault.Message}";
        }
    }

    private static string Shown(DescribeSnapshotsReply reply)
    {
        var snapshots = reply.Page?.Items.Select(one => $"{one with { Tags = [] }} {string.Concat(one.Tags.Select(tag => $"\n  {tag}"))}");
        return $"{reply.ResponseMetadata.RequestId ?? "-"}|{(reply.Page is null ? "no page" : reply.Page.NextToken ?? "-")}|{string.Join('\n', snapshots ?? [])}";
    }
}
