namespace SnapshotLambda.Sandbox.Http;

/// <summary>Makes ids and opaque tokens, the same ones for the same seed and order of calls.</summary>
internal sealed class Tokens(int seed)
{
    private const string KeyLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly Lock drawing = new();
    private readonly Random random = new(seed);

    /// <summary>A request's id.</summary>
    public string RequestId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Draw(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>Text that tells nothing.</summary>
    public string Opaque()
    {
        Span<byte> bytes = stackalloc byte[48];
        Draw(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The id of a temporary access key.</summary>
    public string TemporaryKeyId()
    {
        lock (drawing)
            return "ASIA" + random.GetString(KeyLetters, 16);
    }

    private void Draw(Span<byte> bytes)
    {
        lock (drawing)
            random.NextBytes(bytes);
    }
}
