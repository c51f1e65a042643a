using System.Globalization;
using System.Text;
using System.Xml;
using SnapshotLambda.Sandbox.Ec2;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html</summary>
internal sealed class ListObjectsV2 : IS3Action
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private const int MostKeys = 1000;

    /// <inheritdoc/>
    public IReadOnlySet<string> Parameters { get; } = new HashSet<string>
    {
        "list-type", "prefix", "delimiter", "max-keys", "continuation-token", "start-after", "encoding-type",
    };

    /// <inheritdoc/>
    public IReadOnlySet<string> Headers { get; } = new HashSet<string>();

    /// <inheritdoc/>
    public ApiAnswer Answer(S3Call call)
    {
        var asked = call.Request.Parameters;
        call.AuthorizeBucket("s3:ListBucket", asked.Text("prefix"));
        if (asked.Text("list-type") is not "2" and var type)
            throw S3Error.InvalidArgument("list-type", type!, "Invalid list-type; the sandbox knows 2.");
        if (asked.Text("encoding-type") is not (null or "url") and var encoding)
            throw S3Error.InvalidArgument("encoding-type", encoding!, "Invalid Encoding Method specified in Request");
        var most = ReadMost(asked.Text("max-keys"));
        var after = asked.Text("continuation-token") is { } token ? ReadToken(token) : asked.Text("start-after") ?? "";
        var rest = Entries(call.Bucket, asked.Text("prefix") ?? "", asked.Text("delimiter") ?? "")
            .SkipWhile(entry => string.CompareOrdinal(entry.Name, after) <= 0)
            .Take(most + 1)
            .ToList();
        return new() { ContentType = "application/xml", Document = xml => Write(xml, call, [.. rest.Take(most)], most, rest.Count > most) };
    }

    /// <summary>The objects and the common prefixes, in the order of their names.</summary>
    private static IEnumerable<Entry> Entries(Bucket bucket, string prefix, string delimiter)
    {
        var last = "";
        foreach (var stored in bucket.Objects.Values.Where(stored => stored.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var end = delimiter.Length == 0 ? -1 : stored.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end < 0)
                yield return new(stored.Key, stored);
            else if (stored.Key[..(end + delimiter.Length)] is var common && common != last)
                yield return new(last = common, null);
        }
    }

    private static int ReadMost(string? text)
    {
        if (text is null)
            return MostKeys;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? Math.Min(most, MostKeys)
            : throw S3Error.InvalidArgument("max-keys", text, "Provided max-keys not an integer or within integer range");
    }

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length > 0
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, length))
            : throw S3Error.InvalidArgument("continuation-token", token, "The continuation token provided is incorrect");
    }

    private static void Write(XmlWriter xml, S3Call call, IReadOnlyList<Entry> entries, int most, bool isTruncated)
    {
        var asked = call.Request.Parameters;
        Func<string, string> encoded = asked.Text("encoding-type") is null ? AwsFormats.Carried : Escaped;
        xml.WriteStartElement("ListBucketResult", Namespace);
        xml.Element("Name", call.Bucket.Name);
        xml.Element("Prefix", encoded(asked.Text("prefix") ?? ""));
        if (asked.Text("delimiter") is { Length: > 0 } delimiter)
            xml.Element("Delimiter", encoded(delimiter));
        if (asked.Text("start-after") is { Length: > 0 } after)
            xml.Element("StartAfter", encoded(after));
        xml.Element("EncodingType", asked.Text("encoding-type"));
        xml.Element("ContinuationToken", asked.Text("continuation-token"));
        if (isTruncated && entries.Count > 0)
            xml.Element("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(entries[^1].Name)));
        xml.Element("KeyCount", entries.Count);
        xml.Element("MaxKeys", most);
        xml.Element("IsTruncated", isTruncated && entries.Count > 0 ? "true" : "false");
        foreach (var stored in entries.Select(entry => entry.Object).OfType<StoredObject>())
            WriteObject(xml, stored, encoded);
        foreach (var common in entries.Where(entry => entry.Object is null))
        {
            xml.WriteStartElement("CommonPrefixes");
            xml.Element("Prefix", encoded(common.Name));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteObject(XmlWriter xml, StoredObject stored, Func<string, string> encoded)
    {
        xml.WriteStartElement("Contents");
        xml.Element("Key", encoded(stored.Key));
        xml.Element("LastModified", stored.LastModified);
        xml.Element("ETag", stored.ETag);
        xml.Element("ChecksumAlgorithm", stored.Algorithm.ToUpperInvariant());
        xml.Element("ChecksumType", "FULL_OBJECT");
        xml.Element("Size", stored.Body.Length);
        xml.Element("StorageClass", "STANDARD");
        xml.WriteEndElement();
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal);

    /// <summary>A line of a list.</summary>
    /// <param name="Name">The key, or the common prefix.</param>
    /// <param name="Object">The object; null for a common prefix.</param>
    private sealed record Entry(string Name, StoredObject? Object);
}
