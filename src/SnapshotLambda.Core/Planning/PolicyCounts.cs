using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Planning;

/// <summary>
/// What a plan decides by one policy. Each snapshot that a policy governs counts once: for the policy that keeps it, or for the strictest
/// of those that let it go.
/// </summary>
/// <param name="Policy">The policy.</param>
internal sealed record PolicyCounts(Retention Policy)
{
    /// <summary>The number of snapshots.</summary>
    public int Scanned { get; private set; }

    /// <summary>The number of them in scope.</summary>
    public int InScope { get; private set; }

    /// <summary>The number of candidates.</summary>
    public int Candidates { get; private set; }

    /// <summary>The number of kept ones, for each reason's name.</summary>
    public SortedDictionary<string, int> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>The counts of these decisions, one for each policy, in the order of the policies.</summary>
    public static IReadOnlyList<PolicyCounts> Of(IReadOnlyList<Decision> decisions, IReadOnlyList<Retention> policies)
    {
        PolicyCounts[] counts = [.. policies.Select(policy => new PolicyCounts(policy))];
        if (counts.Length == 0) return counts;
        var byPolicy = counts.ToDictionary(one => one.Policy.Name!, StringComparer.Ordinal);
        foreach (var decision in decisions)
        {
            if (decision.Policy is { Name: { } name } && byPolicy.TryGetValue(name, out var count)) count.Add(decision);
        }

        return counts;
    }

    private void Add(Decision decision)
    {
        Scanned++;
        if (decision.KeptBecause is not { IsOutOfScope: true }) InScope++;
        if (decision.KeptBecause is { } reason) Kept[reason.Name] = Kept.GetValueOrDefault(reason.Name) + 1;
        else Candidates++;
    }
}
