using System.Globalization;
using System.Text;

namespace SnapshotLambda.Tests.Aws;

/// <summary>
/// A page of snapshots that is perhaps none: a recorded or generated one, some of whose bytes or elements were changed. Each seed is
/// one page. One in eight is left as it is.
/// </summary>
internal sealed class MutatedPage
{
    private static readonly string[] Recorded =
        [.. from number in new[]
        {
            1,
            2,
        } select File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Aws", "recorded", $"describe-snapshots-page-{number}.200.xml"))];

    /// <summary>Pieces of XML, sound and unsound.</summary>
    public static IReadOnlyList<string> Fragments { get; } =
    [
        "<![CDATA[x]]>",
        "<![CDATA[<b>]]>",
        "<![CDATA[",
        "]]>",
        "]]",
        ">",
        "<",
        "</",
        "/>",
        "<!-- c -->",
        "<!-- a -- b -->",
        "<!--",
        "-->",
        "<?pi x?>",
        """<?xml version="1.0"?>""",
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&",
        ";",
        "&amp;",
        "&lt;",
        "&gt;",
        "&quot;",
        "&apos;",
        "&amp",
        "&amp;amp;",
        "&AMP;",
        "& amp;",
        "&nbsp;",
        "&eacute;",
        "&b;",
        "&#32;",
        "&#x20;",
        "&#10;",
        "&#13;",
        "&#0;",
        "&#xFFFE;",
        "&#xD800;",
        "&#x1F4BE;",
        "&#38;",
        "&;",
        "&#;",
        "\r",
        "\r\n",
        "\n",
        "\t",
        "  ",
        "\0",
        "\u0001",
        "\u000B",
        "\u001F",
        "\u007F",
        "\u0085",
        "\u00A0",
        "\u2028",
        "\uFEFF",
        "\uFFFC",
        "\uFFFD",
        "\uFFFE",
        "\uFFFF",
        "\U0001F4BE",
        "\U0001FFFE",
        "ü",
        "<a/>",
        "<a></a>",
        "<a>",
        "</a>",
        "<a b='c'/>",
        """<a b="c" b="c"/>""",
        "<a b=c/>",
        "<a >x</a >",
        "< a/>",
        "<a / >",
        "<a\n/>",
        "<a//>",
        "<p:a/>",
        "<p:a xmlns:p='u'>x</p:a>",
        "<:a/>",
        "<a:/>",
        "<1a/>",
        "<a1/>",
        "<a-b/>",
        "<ü/>",
        "<xmlns/>",
        "<xml/>",
        "<></>",
        "</>",
        "<a><b></a></b>",
        "<a><a></a>",
        "<a/></a>",
        "<a/></a/>",
        "<a>x<b/>y</a>",
        "<a>&amp;<b>&nbsp;</b></a>",
        "<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a>x</a></a></a></a></a></a></a></a></a></a></a></a></a></a></a>",
        "<item/>",
        "<item></item>",
        "<tagSet/>",
        "<tagSet><item/></tagSet>",
        "<key/>",
        "<value>v</value>",
        "<snapshotId/>",
        "<snapshotId>snap-2</snapshotId>",
        "<snapshotSet/>",
        "<nextToken> next </nextToken>",
        "<requestId>r</requestId>",
        "<volumeSize>x</volumeSize>",
        "<volumeSize>99999999999</volumeSize>",
        "<volumeSize> 8</volumeSize>",
        "<startTime>2024-01-01</startTime>",
        "<startTime/>",
        "<status>&amp;</status>",
        "<xmlns:a/>",
        "http://www.w3.org/2000/xmlns/",
        " xmlns=\"\"",
        " xmlns=\"u\"",
        " a=\"b\"",
    ];

    private static readonly byte[][] Bytes =
    [
        [0x80], [0xBF], [0xC0, 0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xA0, 0xBD, 0xED, 0xB2, 0xBE], [0xEF, 0xBF, 0xBE],
        [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x92], [0xFF], [0xFE], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF],
        [.. "\r"u8], [.. "\r\n"u8], [.. "\r"u8], [.. "]]>"u8], [.. "&"u8], [0xEF, 0xBF, 0xBF],
    ];

    private static readonly string[] Texts =
    [
        "", " ", "x", "100%", "a b", "  a b ", "ü", "&amp;", "a &amp; b", "&lt;b&gt;", "&quot;q&quot; &apos;s&apos;", "&amp;&amp;&amp;",
        "&amp;lt;", "\U0001F4BE", "a > b", "[a]", "a]]", "a\nb", "\tx", "\n", "数据", "\uFF01", new('y', 255),
        "&amp;" + new string('z', 511) + "ü",
    ];

    private readonly Random _random;
    private readonly List<byte> _bytes;

    public MutatedPage(int seed)
    {
        _random = new Random(seed);
        _bytes = [.. Encoding.UTF8.GetBytes(_random.Next(8) == 0 ? Any(Recorded) : Generated())];
        if (_random.Next(8) == 0) return;
        for (var left = 1 + _random.Next(2); left > 0; left--) Mutate();
    }

    public byte[] Content => [.. _bytes];

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private string Generated()
    {
        var (line, indent) = Any([("", ""), ("\n", "    "), ("\n", "\t"), (" ", "")]);
        var page = new StringBuilder(
            Any(["<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", """<?xml version="1.0" encoding="utf-8"?>""", "", "\n"]));
        page.Append(
            CultureInfo.InvariantCulture,
            $"""<DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15{Any(["", "/"])}">{line}{indent}<requestId>{Any(Texts)}</requestId>{line}""");
        page.Append(CultureInfo.InvariantCulture, $"{indent}<snapshotSet>{line}");
        for (var left = _random.Next(4); left > 0; left--) page.Append(
            CultureInfo.InvariantCulture,
            $"{indent}<item>{line}{string.Concat(Elements().Select(element => indent + element + line))}</item>{line}");
        return page.Append(
            CultureInfo.InvariantCulture,
            $"</snapshotSet>{line}{Any(["", "<nextToken>next</nextToken>", "<nextToken/>"])}</DescribeSnapshotsResponse>{line}").ToString();
    }

    private IEnumerable<string> Elements()
    {
        var tags = Enumerable.Range(0, _random.Next(4)).Select(_ => $"<item><key>{Any(Texts)}</key><value>{Any(Texts)}</value></item>");
        string[] elements =
        [
            $"<volumeId>vol-{_random.Next(3)}</volumeId>",
            $"<status>{Any(["pending", "completed", "error", "else"])}</status>",
            "<startTime>2024-02-29T23:59:59.123Z</startTime>",
            "<progress>100%</progress>",
            $"<volumeSize>{_random.Next(100)}</volumeSize>",
            "<fullSnapshotSizeInBytes>17592186044416</fullSnapshotSizeInBytes>",
            $"<description>{Any(Texts)}</description>",
            "<storageTier>archive</storageTier>",
            "<encrypted>false</encrypted>",
            $"<transferType>{Any(Texts)}</transferType>",
            $"<restoreExpiryTime>{Any(Texts)}</restoreExpiryTime>",
            $"<tagSet>{string.Concat(tags)}</tagSet>",
            "<tagSet/>",
            $"<new><b>{Any(Texts)}</b>{Any(Texts)}<c/></new>",
        ];
        return elements.Where(_ => _random.Next(3) > 0)
            .Append($"<snapshotId>snap-{_random.Next(9)}</snapshotId>")
            .OrderBy(_ => _random.Next());
    }

    private void Mutate()
    {
        if (_bytes.Count == 0) return;
        var at = _random.Next(_bytes.Count);
        var (start, end) = Element();
        switch (_random.Next(15))
        {
            case 0: _bytes.RemoveRange(at, _bytes.Count - at); break;
            case 1: _bytes.RemoveAt(at); break;
            case 2: _bytes[at] = (byte)_random.Next(256); break;
            case 3: _bytes.InsertRange(at, Any(Bytes)); break;
            case 4: _bytes.InsertRange(at, Fragment()); break;
            case 5: _bytes.InsertRange(start, Fragment()); break;
            case 6: _bytes.InsertRange(end, Fragment()); break;
            case 7: _bytes.RemoveRange(start, end - start); break;
            case 8: _bytes.InsertRange(end, _bytes[start..end]); break;
            case 9: _bytes.InsertRange(Element().Start, _bytes[start..end]); break;
            case 10: _bytes.InsertRange(Any([0, _bytes.Count]), _random.Next(2) == 0 ? Any(Bytes) : Fragment()); break;
            case 11:
                Replace(
                Any([
                    "\n", "<snapshotSet>", "</item>", "<item>", "key>", "snapshotSet", " encoding", "1.0", "http", "2016", "xmlns",
                    "DescribeSnapshots",
                ]),
                Any(["\r\n", "\r", "", "x", "p:x", """<item a="b">""", "</item >"])); break;
            case 12: _bytes.InsertRange(at, Encoding.UTF8.GetBytes(new string(Any(['x', ' ', 'ü']), _random.Next(5000)))); break;
            case 13: Replace(Any(["UTF-8", "utf-8"]), Any(["utf-16", "ISO-8859-1", "us-ascii", "Utf-8", "x"])); break;
            default:
                Any<Action>([
                () => Encode(Encoding.Unicode),
                () => Encode(Encoding.BigEndianUnicode),
                () => Encode(Encoding.Latin1),
                () => _bytes.InsertRange(0, Encoding.UTF8.Preamble.ToArray()),
            ])(); break;
        }
    }

    private byte[] Fragment() => Encoding.UTF8.GetBytes(Any(Fragments));

    private void Encode(Encoding encoding)
    {
        var text = Encoding.UTF8.GetString([.. _bytes]);
        _bytes.Clear();
        _bytes.AddRange([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    private void Replace(string old, string other)
    {
        var text = Encoding.Latin1.GetString([.. _bytes]);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        if (at < 0) return;
        _bytes.RemoveRange(at, old.Length);
        _bytes.InsertRange(at, Encoding.Latin1.GetBytes(other));
    }

    // From the bracket that opens a tag to behind one that closes a later tag: an element, two, or a half.
    private (int Start, int End) Element()
    {
        var start = Math.Max(0, _bytes.LastIndexOf((byte)'<', _random.Next(_bytes.Count)));
        var end = start;
        for (var left = 1 + _random.Next(4); left > 0 && _bytes.IndexOf((byte)'>', end) is >= 0 and var next; left--) end = next + 1;
        return (start, end);
    }
}
