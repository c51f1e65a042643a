using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A bucket of S3, which answers in every region. It has no policy of its own, and keeps an object's last version alone.</summary>
/// <param name="Name">The bucket's name, which no other account has.</param>
internal sealed record Bucket(string Name)
{
    /// <summary>The objects by key, in S3's order.</summary>
    public ImmutableSortedDictionary<string, StoredObject> Objects { get; init; } =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);
}
