using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>
/// The checksums that S3 compares with an object's content: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
/// </summary>
internal static class ObjectChecksum
{
    /// <summary>The beginning of a checksum's header; the algorithm follows.</summary>
    public const string Prefix = "x-amz-checksum-";

    /// <summary>The algorithm that S3 takes for an object that comes without a checksum.</summary>
    public const string Default = "crc64nvme";

    private static readonly Dictionary<string, Func<ReadOnlyMemory<byte>, byte[]>> Functions = new(StringComparer.Ordinal)
    {
        ["crc32"] = content => BigEndian(Crc32.HashToUInt32(content.Span)),
        ["crc32c"] = content => BigEndian(Crc32.HashToUInt32(Crc32ParameterSet.Crc32C, content.Span)),
        [Default] = content => BigEndian(Crc64.HashToUInt64(Crc64ParameterSet.Nvme, content.Span)),
        ["md5"] = content => CryptographicOperations.HashData(HashAlgorithmName.MD5, content.Span),
        ["sha1"] = content => CryptographicOperations.HashData(HashAlgorithmName.SHA1, content.Span),
        ["sha256"] = content => SHA256.HashData(content.Span),
        ["sha512"] = content => SHA512.HashData(content.Span),
    };

    /// <summary>The algorithms' names, as in a header.</summary>
    public static IReadOnlyCollection<string> Algorithms => Functions.Keys;

    /// <summary>The checksum, in base64.</summary>
    public static string Of(string algorithm, ReadOnlyMemory<byte> content) => Convert.ToBase64String(Functions[algorithm](content));

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] BigEndian(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
