namespace SnapshotLambda.Core.Fencing;

/// <summary>What is known of a fence.</summary>
internal enum FenceState
{
    /// <summary>There is none.</summary>
    Off,

    /// <summary>Nothing was there to try it with, or it did not come to that.</summary>
    Untried,

    /// <summary>AWS was seen to refuse what must stay, and refused no candidate that it had to let go.</summary>
    Verified,

    /// <summary>It does not hold, or refuses what it should let go: the region was stopped.</summary>
    Refused,
}

/// <summary>What a result says of a region's fence.</summary>
/// <param name="State">What is known of it.</param>
/// <param name="Omits">What it could not say.</param>
internal sealed record FenceReport(FenceState State, IReadOnlyList<string> Omits)
{
    private const int MostOmits = 50;

    /// <summary>What it lacks by choice.</summary>
    public FenceGap Gap { get; init; }

    /// <summary>There is none.</summary>
    public static FenceReport Off { get; } = new(FenceState.Off, []);

    /// <summary>The state, as a result says it.</summary>
    public string Name => State switch
    {
        FenceState.Off => "off",
        FenceState.Untried => "untried",
        FenceState.Verified => "verified",
        FenceState.Refused => "refused",
    };

    /// <summary>What it could not say, as a result lists it: the first fifty, and how many more.</summary>
    public IReadOnlyList<string> ListedOmits =>
        Omits.Count <= MostOmits ? Omits : [.. Omits.Take(MostOmits), FormattableString.Invariant($"and {Omits.Count - MostOmits} more")];
}
