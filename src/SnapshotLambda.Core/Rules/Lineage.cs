using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// The series of backups that a snapshot belongs to. Floors and periods count within one: that of a volume, or with
/// <c>copies: byTag</c> that of the copies whose tag has one value.
/// </summary>
internal static class Lineage
{
    private const string OfTag = "tag:";

    /// <summary>The lineage's name; null if it is not known. That of a volume is the volume's id.</summary>
    public static string? Of(Snapshot snapshot, Copies copies, string? lineageTag) => snapshot.HasLineage
        ? snapshot.VolumeId
        : copies is Copies.ByTag && lineageTag is not null && snapshot.ValueOf(lineageTag) is { Length: > 0 } value ? OfTag + value : null;

    /// <summary>True if the lineage is that of a tag. Whether the volume behind it exists is not known.</summary>
    public static bool IsOfTag(string lineage) => lineage.StartsWith(OfTag, StringComparison.Ordinal);
}
