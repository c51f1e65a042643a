namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// Tag keys whose value is the day until which a snapshot is kept. Case, spaces, <c>-</c> and <c>_</c> of a key do not count.
/// <see cref="OwnTags.KeepUntil"/> is always one of them.
/// </summary>
internal sealed class DateTags
{
    private readonly HashSet<string> _keys;

    /// <summary>Creates the set of these keys.</summary>
    public DateTags(IEnumerable<string> keys)
    {
        Keys = [.. keys];
        _keys = Keys.Append(OwnTags.KeepUntil).Select(Plain).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The keys that scripts and other tools use for such dates; each is the default of a public one.</summary>
    public static DateTags Usual { get; } = new(
    [
        "DeleteAfter", "DeleteOn", "ExpirationDate", "Expires", "Expiry", "keep-until", "PurgeAfter", "PurgeAfterFE",
        "auto:snapshots:expiration_date", "cloud-nuke-after", "janitor/expires",
    ]);

    /// <summary>The keys as they were named, without the one that always counts.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>True if a tag's key is one of them.</summary>
    public bool Contains(string key) => _keys.Contains(Plain(key));

    private static string Plain(string key) =>
        string.Concat(key.Where(c => c is not ('-' or '_') && !char.IsWhiteSpace(c)).Select(char.ToLowerInvariant));
}
