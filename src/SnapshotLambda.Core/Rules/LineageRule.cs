using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps what a lineage needs: copies whose volume is not known, the newest of each volume, and those of its periods. Under
/// <c>deregisteredImages: ageOnly</c> none of these holds a leftover that has been known for long enough.
/// </summary>
internal sealed class LineageRule : IRule
{
    private readonly CopiesRule _copies;
    private readonly KeepLatestRule _floor;
    private readonly PeriodRule _periods;
    private readonly Leftovers? _leftovers;
    private readonly PlanInputs _inputs;
    private readonly Membership _membership;

    /// <param name="governed">The snapshots that the retention governs.</param>
    /// <param name="retention">The retention.</param>
    /// <param name="inventory">The inventory of the region.</param>
    /// <param name="inputs">The inputs of the plan.</param>
    public LineageRule(IEnumerable<Snapshot> governed, Retention retention, Inventory inventory, PlanInputs inputs)
    {
        _inputs = inputs;
        _leftovers = retention.DeregisteredImages switch
        {
            DeregisteredImages.Keep => null,
            DeregisteredImages.AgeOnly => new Leftovers(inventory),
        };
        _membership = new Membership(retention, inputs);
        var members = new Members(_membership, inventory.Guards, _leftovers);
        _copies = new CopiesRule(retention.Copies, inputs.Retention.LineageTag);
        _floor = new KeepLatestRule(governed, retention, members, inventory);
        _periods = new PeriodRule(governed, retention, members);
    }

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot)
    {
        var reason = _copies.WhyKeep(snapshot) ?? _floor.WhyKeep(snapshot) ?? _periods.WhyKeep(snapshot);
        if (reason is null || !IsReleased(snapshot)) return reason;
        return Leftovers.IsLongKnown(snapshot, _inputs.ReferenceTime, _inputs.Safeguards.GraceDays) ? null : Reason.LeftoverTooRecent;
    }

    /// <summary>True if the snapshot is a leftover that the retention means to let go.</summary>
    public bool IsReleased(Snapshot snapshot) => _leftovers?.Contains(snapshot) is true;

    /// <summary>Every period whose place the snapshot has, the coarsest first.</summary>
    public IEnumerable<Reason> PeriodsOf(Snapshot snapshot) => _periods.AllFor(snapshot);

    /// <summary>The ids of the snapshots of its lineage that stay, so that this one may go.</summary>
    public IEnumerable<string> KeepersOf(Snapshot snapshot) => _membership.LineageOf(snapshot) is { } lineage
        ? _floor.KeepersOf(lineage).Concat(_periods.KeepersOf(lineage)).Select(keeper => keeper.Id)
        : [];
}
