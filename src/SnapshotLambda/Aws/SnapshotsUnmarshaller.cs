using System.Globalization;
using System.Net;
using System.Xml;
using Amazon.EC2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>
/// Reads Core's snapshots from one listing's replies to DescribeSnapshots. A region may have 100,000 and more: the SDK's own reading took
/// most of a run's CPU time and much of its memory. The elements:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html
/// </summary>
internal sealed class SnapshotsUnmarshaller : EC2ResponseUnmarshaller
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly StringPool _pool = new();
    private readonly List<Tag> _tags = [];
    private char[] _text = new char[256];

    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext context) => Unmarshall((XmlUnmarshallerContext)context);

    /// <summary>
    /// Reads the reply. Throws <see cref="XmlException"/>, <see cref="FormatException"/> or <see cref="InvalidDataException"/> for any
    /// other document.
    /// </summary>
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
    {
        using var xml = XmlReader.Create(context.Stream, Settings);
        xml.MoveToContent();
        List<Snapshot>? snapshots = null;
        string? requestId = null, nextToken = null;
        for (var more = Enter(xml); more; more = Within(xml))
        {
            switch (xml.LocalName)
            {
                case "snapshotSet":
                    snapshots ??= [];
                    for (var moreItems = Enter(xml); moreItems; moreItems = Within(xml)) snapshots.Add(Item(xml));
                    break;
                case "requestId": requestId = Text(xml).ToString(); break;
                case "nextToken": nextToken = Text(xml).Trim().ToString(); break;
                default: xml.Skip(); break;
            }
        }

        return new DescribeSnapshotsReply
        {
            Page = snapshots is null ? null : new(snapshots, nextToken),
            ResponseMetadata = new() { RequestId = requestId },
        };
    }

    /// <inheritdoc/>
    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        DescribeSnapshotsResponseUnmarshaller.Instance.UnmarshallException(context, innerException, statusCode);

    private Snapshot Item(XmlReader xml)
    {
        string? id = null, volumeId = null, description = null;
        DateTimeOffset? startTime = null;
        var (state, tier) = (SnapshotState.Unknown, StorageTier.Standard);
        var volumeSize = 0;
        long? fullSize = null;
        bool hasTransferType = false, isTemporarilyRestored = false;
        IReadOnlyList<Tag> tags = [];
        for (var more = Enter(xml); more; more = Within(xml))
        {
            switch (xml.LocalName)
            {
                case "snapshotId": id = Text(xml).ToString(); break;
                case "volumeId": volumeId = Shared(xml); break;
                case "startTime": startTime = Instant(Text(xml)); break;
                case "status": state = State(Text(xml)); break;
                case "storageTier": tier = Tier(Text(xml)); break;
                case "volumeSize": volumeSize = int.Parse(Text(xml), NumberStyles.None, CultureInfo.InvariantCulture); break;
                case "fullSnapshotSizeInBytes": fullSize = long.Parse(Text(xml), NumberStyles.None, CultureInfo.InvariantCulture); break;
                case "description": description = Shared(xml); break;
                case "transferType": hasTransferType = !Text(xml).IsEmpty; break;
                case "restoreExpiryTime": isTemporarilyRestored = !Text(xml).IsEmpty; break;
                case "tagSet": tags = tags.Count == 0 ? Tags(xml) : [.. tags, .. Tags(xml)]; break;
                default: xml.Skip(); break;
            }
        }

        return new Snapshot
        {
            Id = id is { Length: > 0 } ? id : throw new InvalidDataException("A snapshot on the page has no id."),
            VolumeId = volumeId,
            StartTime = startTime,
            State = state,
            Tier = tier,
            VolumeSizeGiB = volumeSize,
            FullSizeBytes = fullSize,
            Description = description,
            HasTransferType = hasTransferType,
            IsTemporarilyRestored = isTemporarilyRestored,
            Tags = tags,
        };
    }

    private IReadOnlyList<Tag> Tags(XmlReader xml)
    {
        _tags.Clear();
        for (var moreItems = Enter(xml); moreItems; moreItems = Within(xml))
        {
            string? key = null, value = null;
            for (var more = Enter(xml); more; more = Within(xml))
            {
                switch (xml.LocalName)
                {
                    case "key": key = Shared(xml); break;
                    case "value": value = Shared(xml); break;
                    default: xml.Skip(); break;
                }
            }

            _tags.Add(new Tag(key ?? "", value ?? ""));
        }

        return [.. _tags];
    }

    /// <summary>Moves from an element to its first child element. Without one, returns false and stands behind the element.</summary>
    private static bool Enter(XmlReader xml)
    {
        var isEmpty = xml.IsEmptyElement;
        xml.ReadStartElement();
        return !isEmpty && Within(xml);
    }

    /// <summary>Moves to the next element of the same parent. Without one, returns false and stands behind the parent.</summary>
    private static bool Within(XmlReader xml)
    {
        if (xml.MoveToContent() is XmlNodeType.Element) return true;
        xml.ReadEndElement();
        return false;
    }

    /// <summary>An element's text, valid until the next is read; the reader then stands behind the element.</summary>
    private ReadOnlySpan<char> Text(XmlReader xml)
    {
        var length = 0;
        var isEmpty = xml.IsEmptyElement;
        xml.ReadStartElement();
        if (isEmpty) return default;
        for (; xml.HasValue; xml.Read())
        {
            for (int read; (read = xml.ReadValueChunk(_text, length, _text.Length - length)) > 0;)
            {
                length += read;
                if (length == _text.Length) Array.Resize(ref _text, 2 * length);
            }
        }

        xml.ReadEndElement();
        return _text.AsSpan(0, length);
    }

    private string Shared(XmlReader xml) => _pool.Share(Text(xml));

    // Any other form would make the snapshot's age a guess.
    private static DateTimeOffset Instant(ReadOnlySpan<char> text) => DateTimeOffset.ParseExact(
        text,
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static SnapshotState State(ReadOnlySpan<char> value) => value switch
    {
        "pending" => SnapshotState.Pending,
        "completed" => SnapshotState.Completed,
        "error" => SnapshotState.Error,
        "recoverable" => SnapshotState.Recoverable,
        "recovering" => SnapshotState.Recovering,
        _ => SnapshotState.Unknown,
    };

    // Empty, as without the element: an endpoint older than the tiers, where all snapshots were standard.
    private static StorageTier Tier(ReadOnlySpan<char> value) => value switch
    {
        "" or "standard" => StorageTier.Standard,
        "archive" => StorageTier.Archive,
        _ => StorageTier.Unknown,
    };
}
