using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SnapshotLambda.Aws;

/// <summary>
/// A page of snapshots in the plain form in which EC2 writes it: UTF-8, no attributes, of all entities XML's own five. It reads nothing
/// that
/// <see cref="XmlElements"/> refuses, and what it reads, that reads alike. Throws <see cref="InvalidDataException"/> for any other form,
/// however well-formed it may be. Names are ASCII letters, at most <see cref="LongestName"/>; elements are at most <see cref="Deepest"/>
/// deep.
/// </summary>
internal sealed class PlainElements : IElements
{
    private const int LongestName = 64;
    private const int Deepest = 16;

    // From 4,096 on, XmlReader may take space between elements for text.
    private const int LongestSpace = 1024;

    // Controls, which are no XML or, as a carriage return, are read as something else.
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Except([(int)'\t', '\n']).Select(code => (byte)code)]);
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // FFFE and FFFF are no XML. Their UTF-8 begins so, and that of the few characters before them.
    private static ReadOnlySpan<byte> Last => [0xEF, 0xBF];

    private readonly byte[] _page;
    private readonly int _length;
    private readonly Range[] _open = new Range[Deepest];
    private readonly char[] _nameText = new char[LongestName];
    private char[] _text = new char[256];
    private int _at, _depth;
    private Range _name;
    private bool _isEmpty;

    public PlainElements(byte[] page, int length)
    {
        (_page, _length) = (page, length);
        if (!Utf8.IsValid(Rest) || Rest.ContainsAny(Controls) || Rest.IndexOf(Last) >= 0 || Rest.IndexOf("]]>"u8) >= 0) throw Other();
        if (Rest.StartsWith("<?"u8)
            && !(Took("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8) || Took("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8)))
            throw Other();
        SkipSpace();
        _name = (_at + 1)..(_at + 1 + "DescribeSnapshotsResponse".Length);
        if (!Took("<DescribeSnapshotsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15"u8) || !(Took("/\">"u8) || Took("\">"u8)))
            throw Other();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Name => _nameText.AsSpan(0, Encoding.ASCII.GetChars(_page.AsSpan(_name), _nameText));

    private ReadOnlySpan<byte> Rest => _page.AsSpan(_at, _length - _at);

    /// <inheritdoc/>
    public bool Enter()
    {
        if (_isEmpty) return false;
        Push();
        return Next();
    }

    /// <inheritdoc/>
    public bool Next()
    {
        SkipSpace();
        if (IsEnd)
        {
            ReadEnd();
            return false;
        }

        ReadStart();
        return true;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text()
    {
        if (_isEmpty) return default;
        Push();
        var text = ReadText();
        ReadEnd();
        return text;
    }

    /// <inheritdoc/>
    public void Skip()
    {
        if (_isEmpty) return;
        var depth = _depth;
        for (Push(); _depth > depth;)
        {
            ReadText();
            if (IsEnd)
            {
                ReadEnd();
                continue;
            }

            ReadStart();
            if (!_isEmpty) Push();
        }
    }

    private bool IsEnd => Rest.StartsWith("</"u8);

    private void Push() => _open[_depth < Deepest ? _depth++ : throw Other()] = _name;

    private void ReadStart()
    {
        var length = Took("<"u8) ? Rest.IndexOf((byte)'>') : -1;
        if (length < 1) throw Other();
        _isEmpty = Rest[length - 1] == '/';
        _name = _at..(_at + (_isEmpty ? length - 1 : length));
        var name = _page.AsSpan(_name);
        if (name.Length > LongestName || name.ContainsAnyExcept(Letters)) throw Other();
        _at += length + 1;
    }

    private void ReadEnd()
    {
        if (!(Took("</"u8) && Took(_page.AsSpan(_open[--_depth])) && Took(">"u8))) throw Other();
        if (_depth > 0) return;
        SkipSpace();
        if (_at < _length) throw Other();
    }

    private ReadOnlySpan<char> ReadText()
    {
        var text = Rest[..(Rest.IndexOf((byte)'<') is >= 0 and var end ? end : throw Other())];
        if (_text.Length < text.Length) _text = new char[2 * text.Length];
        var length = 0;
        for (int and; (and = text.IndexOf((byte)'&')) >= 0;)
        {
            length += Encoding.UTF8.GetChars(text[..and], _text.AsSpan(length));
            var from = _at;
            _at += and;
            _text[length++] = Took("&amp;"u8)
                ? '&'
                : Took("&lt;"u8) ? '<' : Took("&gt;"u8) ? '>' : Took("&quot;"u8) ? '"' : Took("&apos;"u8) ? '\'' : throw Other();
            text = text[(_at - from)..];
        }

        _at += text.Length;
        return _text.AsSpan(0, length + Encoding.UTF8.GetChars(text, _text.AsSpan(length)));
    }

    private void SkipSpace()
    {
        for (var longest = _at + LongestSpace; _at < _length && _page[_at] is (byte)' ' or (byte)'\t' or (byte)'\n'; _at++)
        {
            if (_at == longest) throw Other();
        }
    }

    private bool Took(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }

    private static InvalidDataException Other() => new("The page is not in EC2's plain form.");
}
