using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>What becomes of some snapshots, summed up: an amount for each decision.</summary>
internal sealed class Fates
{
    private readonly Amount[] _amounts = new Amount[Enum.GetValues<PlanDecision>().Length];

    /// <summary>The amount of one decision.</summary>
    public Amount this[PlanDecision decision] => _amounts[(int)decision];

    /// <summary>All that does not stay for good: deleted, marked or waiting.</summary>
    public Amount Leaving => this[PlanDecision.Delete].Plus(this[PlanDecision.Mark]).Plus(this[PlanDecision.Wait]);

    /// <summary>All of them.</summary>
    public Amount All => Leaving.Plus(this[PlanDecision.Keep]);

    /// <summary>Counts one more.</summary>
    public void Add(PlanDecision decision, Amount amount) => _amounts[(int)decision] = this[decision].Plus(amount);
}
