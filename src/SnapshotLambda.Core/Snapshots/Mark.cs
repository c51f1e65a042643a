using System.Globalization;

namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// A grace mark, the value of the tag <see cref="OwnTags.DeleteAfter"/>: a day, which has passed when it is over in UTC, or an instant with
/// its offset. This tool writes days; people may write either.
/// </summary>
/// <param name="Value">The tag's value, as it is.</param>
internal readonly record struct Mark(string Value)
{
    /// <summary>The mark for a number of days after the UTC day of this instant.</summary>
    public static Mark After(DateTimeOffset instant, int graceDays) =>
        new(IsoDate.DayOf(instant).AddDays(graceDays).ToString(IsoDate.Day, CultureInfo.InvariantCulture));

    /// <summary>The snapshot's mark; null if it has none. The tag's key is compared with case.</summary>
    public static Mark? On(Snapshot snapshot) => snapshot.ValueOf(OwnTags.DeleteAfter) is { } value ? new Mark(value) : null;

    /// <summary>The mark's state at an instant.</summary>
    public MarkState StateAt(DateTimeOffset referenceTime)
    {
        if (IsoDate.TryReadDay(Value, out var day))
            return IsoDate.DayOf(referenceTime) > day ? MarkState.Passed : MarkState.Pending;
        if (IsoDate.TryReadInstant(Value, out var instant))
            return referenceTime > instant ? MarkState.Passed : MarkState.Pending;
        return MarkState.Unreadable;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
