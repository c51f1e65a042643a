using System.Globalization;

namespace SnapshotLambda.Sandbox.Iam;

/// <summary>Compares one value of a request with one of a policy.</summary>
internal static class Comparisons
{
    /// <summary>True if the operator holds where its match fails.</summary>
    public static bool IsNegated(this Comparison comparison) => comparison switch
    {
        Comparison.StringNotEquals or Comparison.StringNotEqualsIgnoreCase or Comparison.StringNotLike or Comparison.DateNotEquals => true,
        Comparison.StringEquals or Comparison.StringEqualsIgnoreCase or Comparison.StringLike or Comparison.Bool or Comparison.Null
            or Comparison.DateEquals or Comparison.DateLessThan or Comparison.DateLessThanEquals
            or Comparison.DateGreaterThan or Comparison.DateGreaterThanEquals => false,
    };

    /// <summary>True if the values match, before negation. A text that is not a date matches no date.</summary>
    public static bool Matches(this Comparison comparison, string actual, string wanted) => comparison switch
    {
        Comparison.StringEquals or Comparison.StringNotEquals => actual == wanted,
        Comparison.StringEqualsIgnoreCase or Comparison.StringNotEqualsIgnoreCase or Comparison.Bool =>
            string.Equals(actual, wanted, StringComparison.OrdinalIgnoreCase),
        Comparison.StringLike or Comparison.StringNotLike => Wildcard.Matches(wanted, actual),
        Comparison.DateEquals or Comparison.DateNotEquals => Order(actual, wanted) == 0,
        Comparison.DateLessThan => Order(actual, wanted) < 0,
        Comparison.DateLessThanEquals => Order(actual, wanted) <= 0,
        Comparison.DateGreaterThan => Order(actual, wanted) > 0,
        Comparison.DateGreaterThanEquals => Order(actual, wanted) >= 0,
        Comparison.Null => throw new ArgumentException("Null compares no values.", nameof(comparison)),
    };

    /// <summary>True if a policy may compare with this value.</summary>
    public static bool CanCompareWith(this Comparison comparison, string wanted) => comparison switch
    {
        Comparison.Bool or Comparison.Null => bool.TryParse(wanted, out _),
        Comparison.DateEquals or Comparison.DateNotEquals or Comparison.DateLessThan or Comparison.DateLessThanEquals
            or Comparison.DateGreaterThan or Comparison.DateGreaterThanEquals => Date(wanted) is not null,
        Comparison.StringEquals or Comparison.StringNotEquals or Comparison.StringEqualsIgnoreCase or Comparison.StringNotEqualsIgnoreCase
            or Comparison.StringLike or Comparison.StringNotLike => true,
    };

    private static int? Order(string actual, string wanted) =>
        Date(actual) is { } one && Date(wanted) is { } other ? one.CompareTo(other) : null;

    /// <summary>ISO 8601, or seconds since 1970; UTC without an offset.</summary>
    private static DateTimeOffset? Date(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.TryParseExact(
                text,
                Forms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var instant)
                ? instant
                : null;

    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];
}
