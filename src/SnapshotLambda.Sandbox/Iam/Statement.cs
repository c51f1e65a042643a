using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>One statement of a policy.</summary>
internal sealed record Statement
{
    /// <summary>True for Deny, false for Allow.</summary>
    public required bool Denies { get; init; }

    /// <summary>The patterns of actions.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>True if the statement covers all other actions.</summary>
    public bool AllActionsBut { get; init; }

    /// <summary>The patterns of resources.</summary>
    public required ImmutableArray<string> Resources { get; init; }

    /// <summary>True if the statement covers all other resources.</summary>
    public bool AllResourcesBut { get; init; }

    /// <summary>The conditions, which must all hold.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>True if the statement applies to the request.</summary>
    public bool Covers(AccessRequest request) =>
        Actions.Any(pattern => Wildcard.Matches(pattern, request.Action, ignoreCase: true)) != AllActionsBut
        && Resources.Any(pattern => Wildcard.Matches(pattern, request.Resource)) != AllResourcesBut
        && Conditions.All(condition => condition.Holds(request));
}
