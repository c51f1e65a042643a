using System.Text.Json;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>An identity-based or session policy.</summary>
internal sealed record Policy
{
    /// <summary>It as JSON, as it was given.</summary>
    public required string Text { get; init; }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">It is none, or says what the sandbox cannot evaluate; the message says where.</exception>
    public static Policy Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new() { Text = text };
    }
}
