namespace SnapshotLambda.Core.Fencing;

/// <summary>The outcome of a fence's trial.</summary>
internal enum FenceState
{
    /// <summary>There is no fence.</summary>
    Off,

    /// <summary>No trial: no snapshot was there for it, or the run did not reach it.</summary>
    Untried,

    /// <summary>AWS refused the snapshots that must stay, and refused no candidate that may go.</summary>
    Verified,

    /// <summary>The fence does not hold, or refuses snapshots that may go: the region was stopped.</summary>
    Refused,
}

/// <summary>A region's fence, as its result reports it.</summary>
/// <param name="State">The outcome of its trial.</param>
/// <param name="Omits">The tag protections missing from the session policy.</param>
internal sealed record FenceReport(FenceState State, IReadOnlyList<string> Omits)
{
    private const int MostOmits = 50;

    /// <summary>The part that it lacks by choice.</summary>
    public FenceGap Gap { get; init; }

    /// <summary>
    /// The policies by name, each with the state of its cutoff: the region's own for the loosest cutoff; <c>untried</c> where its Deny is
    /// not in the session policy, or no snapshot was there for it. Empty without policies.
    /// </summary>
    public IReadOnlyList<PolicyFence> Policies { get; init; } = [];

    /// <summary>The report of a region without a fence.</summary>
    public static FenceReport Off { get; } = new(FenceState.Off, []);

    /// <summary>The state as a result names it.</summary>
    public string Name => NameOf(State);

    /// <summary>The missing tag protections as a result lists them: the first fifty, and the number of the others.</summary>
    public IReadOnlyList<string> ListedOmits =>
        Omits.Count <= MostOmits ? Omits : [.. Omits.Take(MostOmits), FormattableString.Invariant($"and {Omits.Count - MostOmits} more")];

    /// <summary>The policies as a result names them; null if there are none.</summary>
    public IReadOnlyDictionary<string, string>? NamedPolicies =>
        Policies.Count == 0 ? null : Policies.ToDictionary(one => one.Policy, one => NameOf(one.State), StringComparer.Ordinal);

    /// <summary>A state as a result names it.</summary>
    public static string NameOf(FenceState state) => state switch
    {
        FenceState.Off => "off",
        FenceState.Untried => "untried",
        FenceState.Verified => "verified",
        FenceState.Refused => "refused",
    };
}
