using System.Collections.Frozen;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Reading;

/// <summary>A guard's listing, read to its end.</summary>
/// <param name="Rule">Keeps what the guard protects.</param>
internal sealed record GuardReading(IRule Rule)
{
    /// <summary>The AMIs that it lists; empty for a guard that lists none.</summary>
    public IReadOnlySet<string> ImageIds { get; init; } = FrozenSet<string>.Empty;

    /// <summary>True if a policy denies the older versions of launch templates.</summary>
    public bool LacksOlderVersions { get; init; }
}
