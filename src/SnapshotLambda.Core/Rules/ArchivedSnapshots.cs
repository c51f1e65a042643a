namespace SnapshotLambda.Core.Rules;

/// <summary>The treatment of snapshots in the archive tier.</summary>
internal enum ArchivedSnapshots
{
    /// <summary>They are kept: who archives a snapshot means to keep it.</summary>
    Keep,

    /// <summary>They may go once the 90 days are over that AWS charges in any case.</summary>
    After90Days,
}
