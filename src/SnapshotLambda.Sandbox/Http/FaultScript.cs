namespace SnapshotLambda.Sandbox.Http;

/// <summary>Injects faults by rules and seed. Of the rules that match a call, the first one that is due applies.</summary>
internal sealed class FaultScript(IReadOnlyList<FaultRule> rules, int seed)
{
    private readonly Lock _deciding = new();
    private readonly Random _random = new(seed);
    private readonly int[] _seen = new int[rules.Count];
    private readonly int[] _struck = new int[rules.Count];

    /// <summary>The fault for this call, or null.</summary>
    public InjectedFault? For(ApiCall call)
    {
        lock (_deciding)
        {
            for (var at = 0; at < rules.Count; at++)
                if (rules[at].Matches(call) && IsItsTurn(at))
                    return rules[at].Fault;
            return null;
        }
    }

    private bool IsItsTurn(int at)
    {
        if (_seen[at]++ < rules[at].Skip || _struck[at] >= rules[at].Times || _random.NextDouble() >= rules[at].Rate)
            return false;
        _struck[at]++;
        return true;
    }
}
