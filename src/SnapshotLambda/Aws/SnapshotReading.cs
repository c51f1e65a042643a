using System.Globalization;
using System.Net;
using System.Xml;
using Amazon.EC2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using SnapshotLambda.Core;

namespace SnapshotLambda.Aws;

/// <summary>
/// Reads Core's snapshots from replies to DescribeSnapshots, those of one listing. A region has up to 100,000 and more of them: the
/// SDK's own reading, by way of its objects, took most of a run's CPU time and much of its memory.
/// The elements: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html
/// </summary>
internal sealed class SnapshotReading : EC2ResponseUnmarshaller
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly StringPool pool = new();

    /// <inheritdoc/>
    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext context) => Unmarshall((XmlUnmarshallerContext)context);

    /// <summary>The reply. Throws <see cref="XmlException"/>, <see cref="FormatException"/> or <see cref="InvalidDataException"/> where it is none.</summary>
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
                case "requestId": requestId = Text(xml); break;
                case "nextToken": nextToken = Text(xml).Trim(); break;
                default: xml.Skip(); break;
            }
        }

        return new SnapshotsReply { Page = snapshots is null ? null : new(snapshots, nextToken), ResponseMetadata = new() { RequestId = requestId } };
    }

    /// <inheritdoc/>
    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        DescribeSnapshotsResponseUnmarshaller.Instance.UnmarshallException(context, innerException, statusCode);

    private Snapshot Item(XmlReader xml)
    {
        string? id = null, volumeId = null, startTime = null, state = null, tier = null, volumeSize = null, fullSize = null, description = null, transferType = null;
        IReadOnlyList<Tag> tags = [];
        for (var more = Enter(xml); more; more = Within(xml))
        {
            switch (xml.LocalName)
            {
                case "snapshotId": id = Text(xml); break;
                case "volumeId": volumeId = Text(xml); break;
                case "startTime": startTime = Text(xml); break;
                case "status": state = Text(xml); break;
                case "storageTier": tier = Text(xml); break;
                case "volumeSize": volumeSize = Text(xml); break;
                case "fullSnapshotSizeInBytes": fullSize = Text(xml); break;
                case "description": description = Text(xml); break;
                case "transferType": transferType = Text(xml); break;
                case "tagSet": tags = tags.Count == 0 ? Tags(xml) : [.. tags, .. Tags(xml)]; break;
                default: xml.Skip(); break;
            }
        }

        return new Snapshot
        {
            Id = id is { Length: > 0 } ? id : throw new InvalidDataException("A snapshot on the page has no id."),
            VolumeId = Shared(volumeId),
            StartTime = Instant(startTime),
            State = State(state),
            Tier = Tier(tier),
            VolumeSizeGiB = volumeSize is not null ? int.Parse(volumeSize, NumberStyles.None, CultureInfo.InvariantCulture) : 0,
            FullSizeBytes = fullSize is not null ? long.Parse(fullSize, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            Description = Shared(description),
            HasTransferType = transferType is { Length: > 0 },
            Tags = tags,
        };
    }

    private IReadOnlyList<Tag> Tags(XmlReader xml)
    {
        List<Tag> tags = [];
        for (var moreItems = Enter(xml); moreItems; moreItems = Within(xml))
        {
            string? key = null, value = null;
            for (var more = Enter(xml); more; more = Within(xml))
            {
                switch (xml.LocalName)
                {
                    case "key": key = Text(xml); break;
                    case "value": value = Text(xml); break;
                    default: xml.Skip(); break;
                }
            }

            tags.Add(new Tag(Shared(key) ?? "", Shared(value) ?? ""));
        }

        return [.. tags];
    }

    /// <summary>From an element to the first in it. False, and behind it, where there is none.</summary>
    private static bool Enter(XmlReader xml)
    {
        var isEmpty = xml.IsEmptyElement;
        xml.ReadStartElement();
        return !isEmpty && Within(xml);
    }

    /// <summary>From behind an element to the next in the same. False, and behind that, where there is none.</summary>
    private static bool Within(XmlReader xml)
    {
        if (xml.MoveToContent() is XmlNodeType.Element) return true;
        xml.ReadEndElement();
        return false;
    }

    /// <summary>An element's text; the reader is behind it then.</summary>
    private static string Text(XmlReader xml) => xml.ReadElementContentAsString();

    private string? Shared(string? text) => text is null ? null : pool.Share(text);

    // Any other form would be a guess at how old a snapshot is.
    private static DateTimeOffset? Instant(string? text) => text is not null
        ? DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;

    private static SnapshotState State(string? value) => value switch
    {
        "pending" => SnapshotState.Pending,
        "completed" => SnapshotState.Completed,
        "error" => SnapshotState.Error,
        "recoverable" => SnapshotState.Recoverable,
        "recovering" => SnapshotState.Recovering,
        _ => SnapshotState.Unknown,
    };

    // No element: an endpoint from before there were tiers, when all was standard. That is also the careful reading, for
    // only standard ones count for the floor: of unknown ones it would keep none.
    private static StorageTier Tier(string? value) => value switch
    {
        null or "" or "standard" => StorageTier.Standard,
        "archive" => StorageTier.Archive,
        _ => StorageTier.Unknown,
    };
}
