using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Reading;

/// <summary>Asks EC2 since when candidates are archived. Candidates in the standard tier are not asked about.</summary>
internal static class ArchiveCheck
{
    /// <summary>The reasons of candidates that are kept, by their ids: their 90 days in the archive are not known to be paid for.</summary>
    public static async Task<IReadOnlyDictionary<string, Reason>> AskAsync(
        IEc2Guards ec2, IReadOnlyList<Snapshot> candidates, DateTimeOffset referenceTime, CancellationToken cancellationToken)
    {
        var ids = candidates.Where(snapshot => snapshot.Tier is not StorageTier.Standard).Select(snapshot => snapshot.Id).ToList();
        HashSet<string> paid = new(StringComparer.Ordinal), unpaid = new(StringComparer.Ordinal);
        await foreach (var page in ec2.ListTierStatusesAsync(ids, cancellationToken))
            foreach (var status in page)
                (status.IsPaidFor(referenceTime) ? paid : unpaid).Add(status.SnapshotId);
        return ids.Where(id => !paid.Contains(id) || unpaid.Contains(id)).ToDictionary(
            id => id, _ => Reason.ArchivedUnder90Days, StringComparer.Ordinal);
    }
}
