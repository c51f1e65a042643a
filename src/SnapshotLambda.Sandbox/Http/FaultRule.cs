using SnapshotLambda.Sandbox.Iam;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>A rule for injecting a fault.</summary>
internal sealed record FaultRule
{
    /// <summary>The pattern of the affected actions.</summary>
    public string Action { get; init; } = "*";

    /// <summary>The affected region; null for all.</summary>
    public string? Region { get; init; }

    /// <summary>The affected account; null for all.</summary>
    public string? AccountId { get; init; }

    /// <summary>The fault.</summary>
    public required InjectedFault Fault { get; init; }

    /// <summary>The share of matching calls that get the fault.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>The number of matching calls that pass first.</summary>
    public int Skip { get; init; }

    /// <summary>The maximum number of faults.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>True if the rule covers this call.</summary>
    public bool Matches(ApiCall call) =>
        Wildcard.Matches(Action, call.Action)
        && (Region is null || Region == call.Region)
        && (AccountId is null || AccountId == call.Principal.AccountId);
}
