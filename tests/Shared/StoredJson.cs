using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda;

/// <summary>A JSON object in the sandbox's S3, as a put leaves it.</summary>
internal static class StoredJson
{
    /// <summary>The object with this key and text.</summary>
    public static StoredObject Of(string key, string text, DateTimeOffset at)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new()
        {
            Key = key,
            Body = body,
            LastModified = at,
            ETag = $"\"{Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, body))}\"",
            Headers = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
                .Add("Content-Type", "application/json"),
            Algorithm = "crc32",
            Checksum = "",
        };
    }
}
