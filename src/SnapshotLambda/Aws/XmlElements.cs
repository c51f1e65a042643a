using System.Xml;

namespace SnapshotLambda.Aws;

/// <summary>Any XML document but one with a DTD. Throws <see cref="XmlException"/> where it is none.</summary>
internal sealed class XmlElements : IElements, IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly XmlReader _xml;
    private char[] _text = new char[256];

    public XmlElements(Stream document)
    {
        _xml = XmlReader.Create(document, Settings);
        _xml.MoveToContent();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Name => _xml.LocalName;

    /// <inheritdoc/>
    public bool Enter()
    {
        var isEmpty = _xml.IsEmptyElement;
        _xml.ReadStartElement();
        return !isEmpty && Next();
    }

    /// <inheritdoc/>
    public bool Next()
    {
        if (_xml.MoveToContent() is XmlNodeType.Element) return true;
        _xml.ReadEndElement();
        return false;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text()
    {
        var length = 0;
        var isEmpty = _xml.IsEmptyElement;
        _xml.ReadStartElement();
        if (isEmpty) return default;
        for (; _xml.HasValue; _xml.Read())
        {
            for (int read; (read = _xml.ReadValueChunk(_text, length, _text.Length - length)) > 0;)
            {
                length += read;
                // A surrogate pair is read in one piece, or not at all.
                if (length >= _text.Length - 1) Array.Resize(ref _text, 2 * _text.Length);
            }
        }

        _xml.ReadEndElement();
        return _text.AsSpan(0, length);
    }

    /// <inheritdoc/>
    public void Skip() => _xml.Skip();

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();
}
