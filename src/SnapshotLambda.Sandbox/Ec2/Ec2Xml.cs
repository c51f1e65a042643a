using System.Globalization;
using System.Xml;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>Writes elements as EC2 does.</summary>
internal static class Ec2Xml
{
    /// <summary>An instant as EC2 writes it: UTC, with milliseconds.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>An element with text; none if the text is null.</summary>
    public static void Element(this XmlWriter xml, string name, string? text)
    {
        if (text is null)
            return;
        xml.WriteStartElement(name);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    /// <summary>An element with a whole number.</summary>
    public static void Element(this XmlWriter xml, string name, long number) =>
        xml.Element(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>An element with a truth value.</summary>
    public static void Element(this XmlWriter xml, string name, bool fact) => xml.Element(name, fact ? "true" : "false");

    /// <summary>An element with an instant; none if it is null.</summary>
    public static void Element(this XmlWriter xml, string name, DateTimeOffset? instant) =>
        xml.Element(name, instant is { } known ? Instant(known) : null);

    /// <summary>A list with an element <c>item</c> for each item.</summary>
    public static void List<T>(this XmlWriter xml, string name, IEnumerable<T> items, Action<T> write)
    {
        xml.WriteStartElement(name);
        foreach (var item in items)
        {
            xml.WriteStartElement("item");
            write(item);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>A list of tags.</summary>
    public static void Tags(this XmlWriter xml, IEnumerable<Tag> tags) => xml.List("tagSet", tags, tag =>
    {
        xml.Element("key", tag.Key);
        xml.Element("value", tag.Value);
    });

    /// <summary>A page of a list, and the token of the next one if there is one.</summary>
    public static void Page<T>(this XmlWriter xml, string name, ReplyPage<T> page, Action<T> write)
    {
        xml.List(name, page.Items, write);
        xml.Element("nextToken", page.NextToken);
    }
}
