using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Reading;

/// <summary>Asks EC2 of the candidates that are not in the standard tier, and of no others, since when they are archived.</summary>
internal static class ArchiveCheck
{
    /// <summary>Why those are kept that are not known to be paid for, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<string, Reason>> AskAsync(
        IEc2Guards ec2, IReadOnlyList<Snapshot> candidates, DateTimeOffset referenceTime, CancellationToken cancellationToken)
    {
        var ids = candidates.Where(snapshot => snapshot.Tier is not StorageTier.Standard).Select(snapshot => snapshot.Id).ToList();
        HashSet<string> paid = new(StringComparer.Ordinal), unpaid = new(StringComparer.Ordinal);
        await foreach (var page in ec2.ListTierStatusesAsync(ids, cancellationToken))
            foreach (var status in page)
                (status.IsPaidFor(referenceTime) ? paid : unpaid).Add(status.SnapshotId);
        return ids.Where(id => !paid.Contains(id) || unpaid.Contains(id)).ToDictionary(id => id, _ => Reason.ArchivedUnder90Days, StringComparer.Ordinal);
    }
}
