namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// Tag keys whose value is the day until which a snapshot is kept. Case, spaces, <c>-</c> and <c>_</c> of a key do not count.
/// <see cref="OwnTags.KeepUntil"/> is always one of them.
/// </summary>
internal sealed class DateTags
{
    private const int LongestKey = 256;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _plainKeys;
    private readonly int _shortest;

    /// <summary>Creates the set of these keys.</summary>
    public DateTags(IEnumerable<string> keys)
    {
        Keys = [.. keys];
        HashSet<string> plain = [.. Keys.Append(OwnTags.KeepUntil).Select(Plain)];
        _plainKeys = plain.GetAlternateLookup<ReadOnlySpan<char>>();
        _shortest = plain.Min(key => key.Length);
    }

    /// <summary>The keys that scripts and other tools are known to use for such dates.</summary>
    public static DateTags Usual { get; } = new(
    [
        "DeleteAfter", "DeleteOn", "ExpirationDate", "Expires", "Expiry", "keep-until", "PurgeAfter", "PurgeAfterFE",
        "auto:snapshots:expiration_date", "cloud-nuke-after", "janitor/expires",
    ]);

    /// <summary>The keys as they were named, without the one that always counts.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>
    /// The state of a snapshot's dates: pending if one has not passed by the end of its UTC day, else unreadable if one is no date, else
    /// passed; null without such a tag.
    /// </summary>
    public MarkState? StateOn(Snapshot snapshot, DateTimeOffset referenceTime) => StateOf(snapshot.Tags, referenceTime, withOwn: true);

    /// <summary>The same, without the key that always counts: the dates at which another tool means to delete the snapshot.</summary>
    public MarkState? ForeignStateOn(Snapshot snapshot, DateTimeOffset referenceTime) =>
        StateOf(snapshot.Tags, referenceTime, withOwn: false);

    /// <summary>True if a tag's key is one of them.</summary>
    public bool Contains(string key)
    {
        if (key.Length < _shortest || key.Length > LongestKey) return false;
        Span<char> plain = stackalloc char[LongestKey];
        return _plainKeys.Contains(plain[..WritePlain(key, plain)]);
    }

    private MarkState? StateOf(IReadOnlyList<Tag> tags, DateTimeOffset referenceTime, bool withOwn)
    {
        MarkState? state = null;
        for (var t = 0; t < tags.Count; t++)
        {
            if (!Contains(tags[t].Key) || (!withOwn && IsOwn(tags[t].Key))) continue;
            switch (StateOf(tags[t].Value, referenceTime))
            {
                case MarkState.Pending:
                    return MarkState.Pending;
                case MarkState.Unreadable:
                    state = MarkState.Unreadable;
                    break;
                case MarkState.Passed:
                    state ??= MarkState.Passed;
                    break;
            }
        }

        return state;
    }

    private static MarkState StateOf(string value, DateTimeOffset referenceTime) =>
        IsoDate.TryReadDay(value, out var day) || TryReadDayOfInstant(value, out day)
            ? IsoDate.DayOf(referenceTime) > day ? MarkState.Passed : MarkState.Pending
            : MarkState.Unreadable;

    private static bool TryReadDayOfInstant(string value, out DateOnly day)
    {
        var isInstant = IsoDate.TryReadInstant(value, out var instant);
        day = isInstant ? IsoDate.DayOf(instant) : default;
        return isInstant;
    }

    private static bool IsOwn(string key) => Plain(key) == Plain(OwnTags.KeepUntil);

    private static string Plain(string key)
    {
        var plain = new char[key.Length];
        return new string(plain, 0, WritePlain(key, plain));
    }

    private static int WritePlain(string key, Span<char> plain)
    {
        var length = 0;
        foreach (var c in key)
        {
            if (c is not ('-' or '_') && !char.IsWhiteSpace(c)) plain[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }
}
