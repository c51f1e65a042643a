namespace SnapshotLambda.Sandbox.Http;

/// <summary>Faults by rules and seed. Of the rules that match a call the first one whose turn it is strikes.</summary>
internal sealed class FaultScript(IReadOnlyList<FaultRule> rules, int seed)
{
    private readonly Lock deciding = new();
    private readonly Random random = new(seed);
    private readonly int[] seen = new int[rules.Count];
    private readonly int[] struck = new int[rules.Count];

    /// <summary>The fault that strikes this call, or null.</summary>
    public InjectedFault? For(ApiCall call)
    {
        lock (deciding)
        {
            for (int at = 0; at < rules.Count; at++)
                if (rules[at].Matches(call) && IsItsTurn(at))
                    return rules[at].Fault;
            return null;
        }
    }

    private bool IsItsTurn(int at)
    {
        if (seen[at]++ < rules[at].Skip || struck[at] >= rules[at].Times || random.NextDouble() >= rules[at].Rate)
            return false;
        struck[at]++;
        return true;
    }
}
