using System.Collections.Immutable;

namespace SnapshotLambda.Core.Fencing;

/// <summary>How important a protection is, the most important first. A fence without room leaves out from the end.</summary>
internal enum ProtectionRank
{
    /// <summary><c>DoNotDelete</c>.</summary>
    DoNotDelete,

    /// <summary>The keys of the guards up to <c>awsTags</c>.</summary>
    Guards,

    /// <summary>The excluded tags.</summary>
    Excluded,

    /// <summary>The included tags.</summary>
    Included,

    /// <summary>The cutoffs of policies, what none of them matches, and their excluded tags.</summary>
    Policies,

    /// <summary>The keys of the guards after it.</summary>
    LaterGuards,
}

/// <summary>A protection that the settings ask for, as IAM can express it: a condition of the Allow, or a Deny.</summary>
/// <param name="Names">Its names in the list of omissions: several where it serves several settings.</param>
/// <param name="Rank">How important it is.</param>
internal sealed record Protection(ImmutableArray<string> Names, ProtectionRank Rank)
{
    /// <summary>The condition of the Allow; null for a Deny.</summary>
    public TagCondition? Condition { get; init; }

    /// <summary>The Deny; null for a condition of the Allow.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The policies whose cutoff the Deny holds, each with its part.</summary>
    public ImmutableArray<PolicyRefusal> Policies { get; init; } = [];

    /// <summary>The names of what it protects less strictly than the settings do; mostly none.</summary>
    public ImmutableArray<string> Looser { get; init; } = [];
}
