using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>Holds the first of the rows that it is shown, and never more than its limit.</summary>
internal sealed class FirstRows(int limit)
{
    private static readonly Comparer<RowRank> LastFirst = Comparer<RowRank>.Create((one, other) => other.CompareTo(one));

    private readonly PriorityQueue<ReportRow, RowRank> _rows = new(LastFirst);

    /// <summary>The rows that are held, in no order.</summary>
    public IEnumerable<ReportRow> Rows => _rows.UnorderedItems.Select(item => item.Element);

    /// <summary>How many are held.</summary>
    public int Count => _rows.Count;

    /// <summary>Shows it one more.</summary>
    public void Offer(PlanHeader plan, PlannedSnapshot snapshot, RowRank rank)
    {
        if (_rows.Count < limit)
            _rows.Enqueue(new ReportRow(plan, snapshot), rank);
        else if (limit > 0 && _rows.TryPeek(out _, out var last) && rank.CompareTo(last) < 0)
            _rows.DequeueEnqueue(new ReportRow(plan, snapshot), rank);
    }
}
