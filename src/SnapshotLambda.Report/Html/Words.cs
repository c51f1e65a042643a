using System.Globalization;
using SnapshotLambda.Core.Text;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>The words, numbers and dates of the page.</summary>
internal static class Words
{
    /// <summary>A count with thousands separated, as in 1,234.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count of things, as in 1 snapshot or 1,234 snapshots.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>Bytes in GiB, or in TiB where these are many, rounded up so that "at most" stays true.</summary>
    public static string Size(long bytes) => AmountText.Size(bytes);

    /// <summary>US dollars, rounded up to a cent so that "at most" stays true.</summary>
    public static string Dollars(decimal dollars) => AmountText.Dollars(dollars);

    /// <summary>What an amount frees, and what that costs where a price is known, both named as the bounds that they are.</summary>
    public static string AtMost(Amount amount, bool hasPrices) =>
        hasPrices && amount.Unpriced < amount.Count
            ? $"at most {Size(amount.Bytes)}, at most {Dollars(amount.Dollars)} a month"
            : $"at most {Size(amount.Bytes)}";

    /// <summary>A day, as in 2026-11-22.</summary>
    public static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant to the minute, as in 2026-11-22 03:00 UTC.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What a plan does to snapshots, or would do in a real run.</summary>
    public static string Of(PlanDecision decision, bool dryRun) => decision switch
    {
        PlanDecision.Keep => "kept",
        PlanDecision.Delete => dryRun ? "would delete" : "to delete",
        PlanDecision.Mark => dryRun ? "would mark" : "to mark",
        PlanDecision.Wait => "waits for another night",
    };

    /// <summary>The letter that stands for a decision in the page's attributes.</summary>
    public static string Letter(PlanDecision decision) => decision switch
    {
        PlanDecision.Keep => "k",
        PlanDecision.Delete => "d",
        PlanDecision.Mark => "m",
        PlanDecision.Wait => "w",
    };

    /// <summary>A text cut to a length.</summary>
    public static string Clipped(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = length - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    /// <summary>A name of the code as words, as in Newest of volume.</summary>
    public static string Spaced(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>A name of the code as words within a sentence, as in newest of volume.</summary>
    public static string Lower(string name) => Spaced(name) is [var first, ..] spaced ? $"{char.ToLowerInvariant(first)}{spaced[1..]}" : "";

    /// <summary>The name of an account's region, without the account where there is only one.</summary>
    public static string Of(Place place, bool isOneAccount) => isOneAccount ? place.Region : $"{place.Region} of {place.Account}";
}
