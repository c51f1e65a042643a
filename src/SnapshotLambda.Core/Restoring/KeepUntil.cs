using System.Globalization;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Restoring;

/// <summary>
/// The day until which a restored snapshot is kept, the value of <see cref="OwnTags.KeepUntil"/>. People have that long to say what is to
/// become of it.
/// </summary>
internal static class KeepUntil
{
    /// <summary>The days for which it is kept.</summary>
    public const int Days = 30;

    /// <summary>The value for a restore at this instant.</summary>
    public static string From(DateTimeOffset now) =>
        IsoDate.DayOf(now).AddDays(Days).ToString(IsoDate.Day, CultureInfo.InvariantCulture);

    /// <summary>
    /// True if a snapshot has to get the value. One that is kept longer by what it has stays as it is, and so does one whose value is no
    /// date, which keeps it for ever.
    /// </summary>
    public static bool IsDue(Snapshot snapshot, string value)
    {
        if (snapshot.ValueOf(OwnTags.KeepUntil) is not { } present) return true;
        if (IsoDate.TryReadDay(present, out var day)) return day < DayOf(value);
        return IsoDate.TryReadInstant(present, out var instant) && IsoDate.DayOf(instant) < DayOf(value);
    }

    private static DateOnly DayOf(string value) => DateOnly.ParseExact(value, IsoDate.Day, CultureInfo.InvariantCulture);
}
