using System.Text.Json;

namespace SnapshotLambda.Report.Plans;

/// <summary>
/// Reads JSON from a stream piece by piece, so that a file of any size takes no more memory than its largest piece. Throws
/// <see cref="JsonException"/> where the stream is no JSON, and <see cref="InvalidDataException"/> where it ends too early.
/// </summary>
internal sealed class JsonPull(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isLast;
    private JsonReaderState _state;

    /// <summary>The text of the token that <see cref="Next"/> returned, if it is a property's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The type of the next token, which is passed over; <see cref="JsonTokenType.None"/> at the end.</summary>
    public JsonTokenType Next()
    {
        while (true)
        {
            var reader = Reader();
            if (Read(ref reader))
            {
                if (reader.TokenType == JsonTokenType.PropertyName) Name = reader.GetString()!;
                Pass(reader);
                return reader.TokenType;
            }

            if (_isLast) return JsonTokenType.None;
            Fill();
        }
    }

    /// <summary>The next value, whole; null if there is none, since an array or object ends. Then its end is passed over.</summary>
    public JsonElement? NextValue()
    {
        while (true)
        {
            var reader = Reader();
            if (Read(ref reader))
            {
                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    Pass(reader);
                    return null;
                }

                if (Parse(ref reader) is { } value)
                {
                    Pass(reader);
                    return value;
                }
            }

            if (_isLast) throw EndsTooEarly();
            Fill();
        }
    }

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _isLast, _state);

    /// <summary>Where no more is to come, whatever the reader misses is what was cut off: all else it refuses before.</summary>
    private bool Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException fault) when (_isLast)
        {
            throw EndsTooEarly(fault);
        }
    }

    private JsonElement? Parse(ref Utf8JsonReader reader)
    {
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var value)) return null;
            using (value) return value.RootElement.Clone();
        }
        catch (JsonException fault) when (_isLast)
        {
            throw EndsTooEarly(fault);
        }
    }

    private static InvalidDataException EndsTooEarly(JsonException? fault = null) => new("The text ends too early.", fault);

    private void Pass(Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isLast = read == 0;
    }
}
