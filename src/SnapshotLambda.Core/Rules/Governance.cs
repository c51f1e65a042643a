using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Says which retentions govern a snapshot: every policy whose own <c>includeTags</c> match it; if none does, the one that is
/// <c>otherwise</c>. Without policies the top level governs all. A set of retentions is a number with a bit for each.
/// </summary>
internal sealed class Governance
{
    private readonly int _otherwise;
    private readonly int _only = ~0;
    private readonly TagScopes _scopes;

    /// <param name="inputs">The inputs of the plan.</param>
    public Governance(PlanInputs inputs)
    {
        Retentions = inputs.Retentions;
        HasPolicies = inputs.Policies.Count > 0;
        _scopes = new TagScopes(HasPolicies ? [.. Retentions.Select(policy => policy.IncludeTags)] : []);
        if (!HasPolicies) return;
        _otherwise = SetOf(policy => policy.IsOtherwise);
        if (inputs.OnlyPolicies is { } only) _only = SetOf(policy => only.Contains(policy.Name!));
    }

    /// <summary>The retentions, the strictest first.</summary>
    public IReadOnlyList<Retention> Retentions { get; }

    /// <summary>True if the retentions are policies.</summary>
    public bool HasPolicies { get; }

    /// <summary>The set of the retentions that govern a snapshot; 0 if none does.</summary>
    public int SetOf(Snapshot snapshot)
    {
        if (!HasPolicies) return 1;
        var set = _scopes.Matching(snapshot.Tags) & ~_otherwise;
        return set == 0 ? _otherwise : set;
    }

    /// <summary>True if <c>onlyPolicies</c> names none of a set.</summary>
    public bool IsLeftAlone(int set) => (set & _only) == 0;

    /// <summary>The first retention of a set that is not empty, the strictest; null without policies.</summary>
    public Retention? FirstOf(int set) => HasPolicies ? Retentions[int.TrailingZeroCount(set)] : null;

    /// <summary>The strictest policy that governs a snapshot; null without policies, and where none does.</summary>
    public Retention? PolicyOf(Snapshot snapshot) => HasPolicies && SetOf(snapshot) is var set and not 0 ? FirstOf(set) : null;

    private int SetOf(Func<Retention, bool> suits)
    {
        var set = 0;
        for (var i = 0; i < Retentions.Count; i++)
            if (suits(Retentions[i]))
                set |= 1 << i;
        return set;
    }
}
