using System.Collections.Immutable;
using System.Xml;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A service's answer before it is written: an XML document, or bytes.</summary>
internal sealed record ApiAnswer
{
    /// <summary>A document of the Query protocol.</summary>
    public static ApiAnswer Xml(Action<XmlWriter> write) => new() { Document = write, ContentType = Reply.Xml };

    /// <summary>The content type; empty for none.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Writes the document; null for an answer of bytes.</summary>
    public Action<XmlWriter>? Document { get; init; }

    /// <summary>The bytes of an answer without a document.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The service's own headers.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;
}
