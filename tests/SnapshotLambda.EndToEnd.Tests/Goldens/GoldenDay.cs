using System.Globalization;
using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>
/// The day that a fleet and its events stand on: today, since a scheduled time may lie no more than a week back. In a golden file it is
/// called <see cref="Written"/>, and every other day keeps its distance from it.
/// </summary>
internal sealed partial class GoldenDay(DateTimeOffset now)
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>A date that is further away is none of the fleet's, such as that of a policy's version.</summary>
    private const int MostDays = 2000;

    private static readonly DateOnly Written = new(2026, 1, 31);

    private readonly DateOnly _day = DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>Whether another day has begun since: then what the run wrote is of two days.</summary>
    public bool IsOverAt(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime) != _day;

    /// <summary>The text with a date in place of each <c>{today}</c>, <c>{today+3}</c> and <c>{today-40}</c>.</summary>
    public string Dated(string text) => Places().Replace(text, place =>
        Text(_day.AddDays(place.Groups[1] is { Success: true, Value: var days } ? int.Parse(days, CultureInfo.InvariantCulture) : 0)));

    /// <summary>The text as it would have been written on the day that golden files are written of.</summary>
    public string Undated(string text) => Dates().Replace(text, date =>
        DateOnly.TryParseExact(date.Value, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && Math.Abs(day.DayNumber - _day.DayNumber) < MostDays
            ? Text(day.AddDays(Written.DayNumber - _day.DayNumber))
            : date.Value);

    private static string Text(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{today([+-]\d+)?\}")]
    private static partial Regex Places();

    /// <summary>Dates, but for the examples in texts, as in "as in 2026-12-31", which are the same on every day.</summary>
    [GeneratedRegex(@"(?<!as\s+in\s+\\?""?|\d)\d{4}-\d\d-\d\d(?!\d)")]
    private static partial Regex Dates();
}
