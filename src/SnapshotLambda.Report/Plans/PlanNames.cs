namespace SnapshotLambda.Report.Plans;

/// <summary>The names of decisions in a plan file.</summary>
internal static class PlanNames
{
    private static readonly PlanDecision[] All = Enum.GetValues<PlanDecision>();

    /// <summary>The names, as a person lists them.</summary>
    public static string Valid => string.Join(", ", All.Select(Of));

    /// <summary>The name of a decision.</summary>
    public static string Of(PlanDecision decision) => decision switch
    {
        PlanDecision.Keep => "keep",
        PlanDecision.Delete => "delete",
        PlanDecision.Mark => "mark",
        PlanDecision.Wait => "wait",
    };

    /// <summary>The decision of a name; null for any other text.</summary>
    public static PlanDecision? Find(string? name)
    {
        foreach (var decision in All)
            if (Of(decision) == name)
                return decision;
        return null;
    }
}
