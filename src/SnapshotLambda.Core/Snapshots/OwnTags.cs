namespace SnapshotLambda.Core.Snapshots;

/// <summary>The tags that this tool itself puts on snapshots; it touches no others. Another key would orphan what an older version has tagged.</summary>
internal static class OwnTags
{
    /// <summary>A mark (<see cref="Mark"/>): from when on the snapshot may be deleted.</summary>
    public const string DeleteAfter = "snapshot-lambda:delete-after";

    /// <summary>Set just before a deletion, for a Recycle Bin rule on that tag.</summary>
    public const string Retired = "snapshot-lambda:retired";

    /// <summary>The value of <see cref="Retired"/>.</summary>
    public const string RetiredValue = "true";

    /// <summary>Both keys.</summary>
    public static IReadOnlyList<string> Keys { get; } = [DeleteAfter, Retired];
}
