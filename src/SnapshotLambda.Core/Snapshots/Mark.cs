using System.Globalization;

namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// A grace mark, the value of the tag <see cref="OwnTags.DeleteAfter"/>: a day, which has passed when it is over in UTC, or an instant with
/// its offset. This tool writes days; people may write either.
/// </summary>
/// <param name="Value">The tag's value, as it is.</param>
internal readonly record struct Mark(string Value)
{
    private const string Day = "yyyy-MM-dd";

    private static readonly string[] InstantsInUtc = ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
    private static readonly string[] InstantsWithOffset = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>The mark for a number of days after the UTC day of this instant.</summary>
    public static Mark After(DateTimeOffset instant, int graceDays) =>
        new(DayOf(instant).AddDays(graceDays).ToString(Day, CultureInfo.InvariantCulture));

    /// <summary>The snapshot's mark; null if it has none. The tag's key is compared with case.</summary>
    public static Mark? On(Snapshot snapshot)
    {
        var tags = snapshot.Tags;
        for (var i = 0; i < tags.Count; i++)
        {
            if (tags[i].Key == OwnTags.DeleteAfter) return new Mark(tags[i].Value);
        }

        return null;
    }

    /// <summary>The mark's state at an instant.</summary>
    public MarkState StateAt(DateTimeOffset referenceTime)
    {
        if (DateOnly.TryParseExact(Value, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return DayOf(referenceTime) > day ? MarkState.Passed : MarkState.Pending;
        if (IsInstant(InstantsInUtc, DateTimeStyles.AssumeUniversal, out var instant)
            || IsInstant(InstantsWithOffset, DateTimeStyles.None, out instant))
            return referenceTime > instant ? MarkState.Passed : MarkState.Pending;
        return MarkState.Unreadable;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private bool IsInstant(string[] formats, DateTimeStyles styles, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(Value, formats, CultureInfo.InvariantCulture, styles, out instant);

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
