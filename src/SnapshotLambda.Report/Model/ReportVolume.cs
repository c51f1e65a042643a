using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>A volume, and those of its snapshots that a report shows.</summary>
internal sealed class ReportVolume
{
    /// <summary>A volume with rows, which are sorted: what goes first, then by start.</summary>
    public ReportVolume(VolumeKey key, IEnumerable<ReportRow> rows)
    {
        Key = key;
        Rows = [.. rows.OrderBy(row => RowRank.Of(row.Snapshot, 0))];
        foreach (var row in Rows) Fates.Add(row.Snapshot.Decision, Amount.Of(row.Snapshot, row.Plan.PricePerGiBMonth));
    }

    /// <summary>What tells it from others.</summary>
    public VolumeKey Key { get; }

    /// <summary>Its snapshots, at least one.</summary>
    public IReadOnlyList<ReportRow> Rows { get; }

    /// <summary>Their amounts.</summary>
    public Fates Fates { get; } = new();

    /// <summary>The plan of its region.</summary>
    public PlanHeader Plan => Rows[0].Plan;

    /// <summary>The name of its newest snapshot that has one; null without.</summary>
    public string? Name => Rows.Where(row => row.Name is not null).MaxBy(row => row.Snapshot.StartTime)?.Name;

    /// <summary>The instant before which a snapshot of it is old enough; null where its snapshots follow several policies.</summary>
    public DateTimeOffset? Cutoff
    {
        get
        {
            var names = Rows.Select(row => row.Snapshot.Policy).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            return Plan.Policies.Count == 0 ? Plan.Cutoff
                : names.Count == 1 ? Plan.Policies.FirstOrDefault(policy => policy.Name == names[0])?.Cutoff
                : null;
        }
    }
}
