using System.Buffers;
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
    // A page of 1,000 snapshots with some tags; a longer one makes it larger.
    private const int LikelyPage = 1 << 20;

    private readonly StringPool _pool = new();
    private readonly List<Tag> _tags = [];

    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext context) => Unmarshall((XmlUnmarshallerContext)context);

    /// <summary>
    /// Reads the reply. Throws <see cref="XmlException"/>, <see cref="FormatException"/> or <see cref="InvalidDataException"/> for any
    /// other document.
    /// </summary>
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
    {
        var page = ArrayPool<byte>.Shared.Rent(LikelyPage);
        try
        {
            var length = 0;
            for (int read; (read = context.Stream.Read(page, length, page.Length - length)) > 0;)
            {
                length += read;
                if (length == page.Length) Enlarge(ref page);
            }

            using var whole = new MemoryStream(page, 0, length);
            return ReadPlain(page, length) ?? ReadXml(whole);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(page);
        }
    }

    /// <summary>The reply in a page of the form in which EC2 writes it; null for any other page, and where it would be refused.</summary>
    public DescribeSnapshotsReply? ReadPlain(byte[] page, int length)
    {
        try
        {
            return Read(new PlainElements(page, length));
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The reply in any page. What this refuses is none.</summary>
    public DescribeSnapshotsReply ReadXml(Stream page)
    {
        using var xml = new XmlElements(page);
        return Read(xml);
    }

    private DescribeSnapshotsReply Read(IElements xml)
    {
        List<Snapshot>? snapshots = null;
        string? requestId = null, nextToken = null;
        for (var more = xml.Enter(); more; more = xml.Next())
        {
            switch (xml.Name)
            {
                case "snapshotSet":
                    snapshots ??= [];
                    for (var moreItems = xml.Enter(); moreItems; moreItems = xml.Next()) snapshots.Add(Item(xml));
                    break;
                case "requestId": requestId = xml.Text().ToString(); break;
                case "nextToken": nextToken = xml.Text().Trim().ToString(); break;
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

    private static void Enlarge(ref byte[] page)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * page.Length);
        page.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(page);
        page = larger;
    }

    private Snapshot Item(IElements xml)
    {
        string? id = null, volumeId = null, description = null;
        DateTimeOffset? startTime = null;
        var (state, tier) = (SnapshotState.Unknown, StorageTier.Standard);
        var volumeSize = 0;
        long? fullSize = null;
        bool hasTransferType = false, isTemporarilyRestored = false;
        IReadOnlyList<Tag> tags = [];
        for (var more = xml.Enter(); more; more = xml.Next())
        {
            switch (xml.Name)
            {
                case "snapshotId": id = xml.Text().ToString(); break;
                case "volumeId": volumeId = Shared(xml); break;
                case "startTime": startTime = Instant(xml.Text()); break;
                case "status": state = State(xml.Text()); break;
                case "storageTier": tier = Tier(xml.Text()); break;
                case "volumeSize": volumeSize = int.Parse(xml.Text(), NumberStyles.None, CultureInfo.InvariantCulture); break;
                case "fullSnapshotSizeInBytes": fullSize = long.Parse(xml.Text(), NumberStyles.None, CultureInfo.InvariantCulture); break;
                case "description": description = Shared(xml); break;
                case "transferType": hasTransferType = !xml.Text().IsEmpty; break;
                case "restoreExpiryTime": isTemporarilyRestored = !xml.Text().IsEmpty; break;
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

    private IReadOnlyList<Tag> Tags(IElements xml)
    {
        _tags.Clear();
        for (var moreItems = xml.Enter(); moreItems; moreItems = xml.Next())
        {
            string? key = null, value = null;
            for (var more = xml.Enter(); more; more = xml.Next())
            {
                switch (xml.Name)
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

    private string Shared(IElements xml) => _pool.Share(xml.Text());

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
