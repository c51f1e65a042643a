using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Model;

/// <summary>What tells volumes apart. Copies, whose volume nobody knows, share one in each region.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="Id">The volume's id; null where none is known.</param>
internal readonly record struct VolumeKey(string Account, string Region, string? Id)
{
    /// <summary>The volume of a snapshot.</summary>
    public static VolumeKey Of(PlanHeader plan, PlannedSnapshot snapshot) =>
        new(plan.Account, plan.Region, snapshot.IsCopy ? null : snapshot.VolumeId);
}
