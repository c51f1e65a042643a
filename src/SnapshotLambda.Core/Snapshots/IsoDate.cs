using System.Globalization;

namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// Reads the dates that tags name, in ISO 8601: a day, as in <c>2026-12-31</c>, or an instant with its offset, as in
/// <c>2026-12-31T22:00:00Z</c>. Other forms are no dates here, since a guess could be wrong.
/// </summary>
internal static class IsoDate
{
    /// <summary>The form of a day.</summary>
    public const string Day = "yyyy-MM-dd";

    private static readonly string[] InstantsInUtc = ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
    private static readonly string[] InstantsWithOffset = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads a day.</summary>
    public static bool TryReadDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Reads an instant.</summary>
    public static bool TryReadInstant(string text, out DateTimeOffset instant) =>
        IsInstant(text, InstantsInUtc, DateTimeStyles.AssumeUniversal, out instant)
        || IsInstant(text, InstantsWithOffset, DateTimeStyles.None, out instant);

    /// <summary>The UTC day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static bool IsInstant(string text, string[] formats, DateTimeStyles styles, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, styles, out instant);
}
