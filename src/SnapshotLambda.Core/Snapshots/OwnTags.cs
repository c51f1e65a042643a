namespace SnapshotLambda.Core;

/// <summary>The keys of the tags that this tool itself puts on snapshots. Another key would orphan what an older version has tagged.</summary>
internal static class OwnTags
{
    /// <summary>A mark (<see cref="Mark"/>): from when on the snapshot may be deleted.</summary>
    public const string DeleteAfter = "snapshot-lambda:delete-after";

    /// <summary>About to be deleted by this tool; what a tag-level Recycle Bin rule goes by.</summary>
    public const string Retired = "snapshot-lambda:retired";

    /// <summary>The value of <see cref="Retired"/>.</summary>
    public const string RetiredValue = "true";
}
