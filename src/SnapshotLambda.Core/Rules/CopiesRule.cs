using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps copies, unless <c>copies</c> is <c>ageOnly</c>: a copy's volume id is arbitrary, so the remaining backups of its volume are
/// unknown. With <c>byTag</c> the value of <c>lineageTag</c> stands for the volume.
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html
/// </summary>
internal sealed class CopiesRule(Copies copies, string? lineageTag) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => copies switch
    {
        Copies.Keep => snapshot.HasLineage ? null : Reason.LineageUnknown,
        Copies.ByTag => Lineage.Of(snapshot, copies, lineageTag) is null ? Reason.LineageUnknown : null,
        Copies.AgeOnly => null,
    };
}
