using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>When a fault strikes.</summary>
internal sealed record FaultRule
{
    /// <summary>The pattern of the actions it strikes.</summary>
    public string Action { get; init; } = "*";

    /// <summary>The region it strikes in; null: all.</summary>
    public string? Region { get; init; }

    /// <summary>The account it strikes in; null: all.</summary>
    public string? AccountId { get; init; }

    /// <summary>What happens.</summary>
    public required InjectedFault Fault { get; init; }

    /// <summary>The share of matching calls it strikes.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>How many matching calls pass before it strikes any.</summary>
    public int Skip { get; init; }

    /// <summary>How many calls it strikes at most.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Whether it is about this call.</summary>
    public bool Matches(ApiCall call) =>
        Wildcard.Matches(Action, call.Action)
        && (Region is null || Region == call.Region)
        && (AccountId is null || AccountId == call.Principal.AccountId);
}
