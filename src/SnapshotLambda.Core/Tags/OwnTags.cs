namespace SnapshotLambda.Core;

/// <summary>The keys of the tags that this tool itself sets. It touches no others, and its sessions may not.</summary>
internal static class OwnTags
{
    /// <summary>The date after which a marked snapshot may be deleted.</summary>
    public const string DeleteAfter = "snapshot-lambda:delete-after";

    /// <summary>Set to <c>true</c> just before a deletion, for a Recycle Bin rule on that tag.</summary>
    public const string Retired = "snapshot-lambda:retired";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> Keys { get; } = [DeleteAfter, Retired];
}
