using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>The order in which a report shows snapshots: what goes first, and the oldest of these first.</summary>
/// <param name="Class">The lower, the earlier.</param>
/// <param name="Ticks">The start.</param>
/// <param name="Order">The place in the plans.</param>
internal readonly record struct RowRank(int Class, long Ticks, long Order) : IComparable<RowRank>
{
    /// <summary>The rank of a snapshot among all.</summary>
    public static RowRank Of(PlannedSnapshot snapshot, long order) => new(ClassOf(snapshot.Decision), TicksOf(snapshot), order);

    /// <summary>The rank of a snapshot that stays, where those of certain volumes come first.</summary>
    public static RowRank OfKept(PlannedSnapshot snapshot, bool isPreferred, long order) =>
        new(isPreferred ? 0 : 1, TicksOf(snapshot), order);

    /// <inheritdoc/>
    public int CompareTo(RowRank other) =>
        (Class, Ticks, Order).CompareTo((other.Class, other.Ticks, other.Order));

    private static int ClassOf(PlanDecision decision) => decision switch
    {
        PlanDecision.Delete => 0,
        PlanDecision.Mark => 1,
        PlanDecision.Wait => 2,
        PlanDecision.Keep => 3,
    };

    private static long TicksOf(PlannedSnapshot snapshot) => (snapshot.StartTime ?? DateTimeOffset.MaxValue).UtcTicks;
}
