using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>One statement of a policy.</summary>
internal sealed record Statement
{
    /// <summary>Whether its effect is Deny, else it is Allow.</summary>
    public required bool Denies { get; init; }

    /// <summary>The patterns of actions.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>Whether it is about every action but those.</summary>
    public bool AllActionsBut { get; init; }

    /// <summary>The patterns of resources.</summary>
    public required ImmutableArray<string> Resources { get; init; }

    /// <summary>Whether it is about every resource but those.</summary>
    public bool AllResourcesBut { get; init; }

    /// <summary>All of these must hold.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Whether it says something of the request.</summary>
    public bool Covers(AccessRequest request) =>
        Actions.Any(pattern => Wildcard.Matches(pattern, request.Action, ignoreCase: true)) != AllActionsBut
        && Resources.Any(pattern => Wildcard.Matches(pattern, request.Resource)) != AllResourcesBut
        && Conditions.All(condition => condition.Holds(request));
}
