using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An object in a bucket.</summary>
internal sealed record StoredObject
{
    /// <summary>The object's key.</summary>
    public required string Key { get; init; }

    /// <summary>The object's content.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The time of the put.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The entity tag, with its quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>The headers that the object was put with and is got with: its content type, its own metadata.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the checksum's algorithm, as in <c>crc32</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The checksum, in base64.</summary>
    public required string Checksum { get; init; }
}
