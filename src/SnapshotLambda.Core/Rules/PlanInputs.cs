using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Core.Rules;

/// <summary>The inputs of a plan besides the inventory.</summary>
/// <param name="Retention">The top level's rules: the scope of all, and the retention where there are no policies.</param>
/// <param name="Safeguards">The limits of the run.</param>
/// <param name="ReferenceTime">The instant from which ages are counted.</param>
internal sealed record PlanInputs(Retention Retention, Safeguards Safeguards, DateTimeOffset ReferenceTime)
{
    /// <summary>The policies, complete with what each takes from the top level; empty if there are none.</summary>
    public IReadOnlyList<Retention> Policies { get; init; } = [];

    /// <summary>The names of the only policies whose snapshots may go; null for all. It changes no policy's decision.</summary>
    public IReadOnlySet<string>? OnlyPolicies { get; init; }

    /// <summary>The retentions that govern snapshots: the policies, the strictest first, or else the top level.</summary>
    public IReadOnlyList<Retention> Retentions => Policies.Count == 0
        ? [Retention]
        : [.. Policies.OrderByDescending(policy => policy.MaxAgeDays).ThenBy(policy => policy.Name, StringComparer.Ordinal)];

    /// <summary>Snapshots started before the cutoff are old enough for some retention.</summary>
    public DateTimeOffset Cutoff => Retentions.Max(retention => retention.CutoffAt(ReferenceTime));
}
