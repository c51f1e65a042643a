using SnapshotLambda.Core.Restoring;

namespace SnapshotLambda.Restoring;

/// <summary>What was deleted in one account's region, as far as it is named.</summary>
/// <param name="Account">The account; null for the function's own.</param>
/// <param name="Region">The region's name.</param>
internal sealed record RegionDeletions(string? Account, string Region)
{
    /// <summary>The snapshots, each with the times in which the runs that name it deleted.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RunWindow>> Named { get; init; } =
        new Dictionary<string, IReadOnlyList<RunWindow>>(StringComparer.Ordinal);

    /// <summary>True if the ids may be of another region: then one that is nowhere here is not this region's.</summary>
    public bool AreGuesses { get; init; }

    /// <summary>Why a list of the region cannot be read, in words; null where all could.</summary>
    public string? Fault { get; init; }

    /// <summary>The first list that is missing although a later one is there; null where none is.</summary>
    public string? Gap { get; init; }
}
