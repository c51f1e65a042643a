namespace SnapshotLambda.Sandbox.Http;

/// <summary>Creates ids and opaque tokens, the same for the same seed and order of calls.</summary>
internal sealed class Tokens(int seed)
{
    private const string KeyLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly Lock _drawing = new();
    private readonly Random _random = new(seed);

    /// <summary>A request's id.</summary>
    public string RequestId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Draw(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>An opaque token.</summary>
    public string Opaque()
    {
        Span<byte> bytes = stackalloc byte[48];
        Draw(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The id of a temporary access key.</summary>
    public string TemporaryKeyId()
    {
        lock (_drawing)
            return "ASIA" + _random.GetString(KeyLetters, 16);
    }

    private void Draw(Span<byte> bytes)
    {
        lock (_drawing)
            _random.NextBytes(bytes);
    }
}
