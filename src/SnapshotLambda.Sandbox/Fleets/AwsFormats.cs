using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>The forms of AWS's names and instants: each method returns the value, or null for another form.</summary>
internal static partial class AwsFormats
{
    public static string? SnapshotId(string text) => Id(text, "snap-");

    public static string? VolumeId(string text) => Id(text, "vol-");

    public static string? ImageId(string text) => Id(text, "ami-");

    public static string? LaunchTemplateId(string text) => Id(text, "lt-");

    public static string? AccountId(string text) => AccountIds().IsMatch(text) ? text : null;

    public static string? RegionName(string text) => RegionNames().IsMatch(text) ? text : null;

    public static string? RoleName(string text) => RoleNames().IsMatch(text) ? text : null;

    public static string? RoleArn(string text) => RoleArns().IsMatch(text) ? text : null;

    public static string? BucketName(string text) =>
        BucketNames().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal) ? text : null;

    /// <summary>Text that an XML document can carry.</summary>
    public static string? XmlText(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (XmlConvert.IsXmlChar(text[at]))
                continue;
            if (at + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
                return null;
            at++;
        }

        return text;
    }

    /// <summary>The text with a replacement for each character that XML cannot carry.</summary>
    public static string Carried(string text) =>
        XmlText(text) ?? string.Concat(text.Select(character => XmlConvert.IsXmlChar(character) ? character : '\uFFFD'));

    /// <summary>An instant with its offset, cut to whole milliseconds, in UTC.</summary>
    public static DateTimeOffset? Instant(string text) =>
        InstantsWithOffset().IsMatch(text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? Milliseconds(instant)
            : null;

    /// <summary>The instant cut to whole milliseconds, EC2's precision.</summary>
    public static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), instant.Offset);

    private static string? Id(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && Names().IsMatch(text.AsSpan(prefix.Length)) ? text : null;

    // AWS writes 8 or 17 hexadecimal digits; a fleet written by hand may have names with a meaning.
    [GeneratedRegex("^[0-9a-z-]{1,60}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex("^[0-9]{12}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountIds();

    [GeneratedRegex("^[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionNames();

    [GeneratedRegex("^[A-Za-z0-9_+=,.@-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleNames();

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketNames();

    [GeneratedRegex("^arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleArns();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex InstantsWithOffset();
}
