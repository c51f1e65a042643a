using System.CommandLine;
using System.Globalization;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>
/// Reads values of options. A wrong one is a <see cref="UsageException"/> that names the option, the value and the valid values.
/// </summary>
internal static class OptionValue
{
    /// <summary>An option that takes one value.</summary>
    public static Option<string> One(string name, string form, string description) =>
        new(name) { HelpName = form, Description = description, Arity = ArgumentArity.ExactlyOne };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The value; null if the option is not given.</summary>
    public static string? Text(this ParseResult parsed, Option<string> option) => parsed.GetValue(option);

    /// <summary>A whole number within bounds; null if the option is not given.</summary>
    public static int? Whole(this ParseResult parsed, Option<string> option, int least, int most)
    {
        if (parsed.Text(option) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
            ? number
            : throw Wrong(option, text, $"a whole number from {least} to {most}");
    }

    /// <summary>Region names, separated by commas, each once; null if the option is not given.</summary>
    public static IReadOnlyList<string>? Regions(this ParseResult parsed, Option<string> option)
    {
        if (parsed.Text(option) is not { } text)
            return null;
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        string[] wrong = [.. names.Where(name => AwsFormats.RegionName(name) is null)];
        if (wrong.Length > 0)
            throw Regions(
                $"{option.Name} has {string.Join(", ", wrong.Select(name => name.Length == 0 ? "an empty name" : $"'{name}'"))}, "
                + "which no region is called.");
        if (names.CountBy(name => name).FirstOrDefault(name => name.Value > 1) is { Value: > 1 } repeated)
            throw Regions($"{option.Name} names '{repeated.Key}' {repeated.Value} times.");
        return names;

        UsageException Regions(string message) =>
            new(message, "names of regions, separated by commas, each once, as in us-east-1,eu-west-1", UsageException.SeeHelp);
    }

    /// <summary>One of the words; null if the option is not given.</summary>
    public static string? Word(this ParseResult parsed, Option<string> option, params string[] words)
    {
        var text = parsed.Text(option);
        return text is null || words.Contains(text, StringComparer.Ordinal)
            ? text
            : throw Wrong(option, text, string.Join(" or ", words));
    }

    /// <summary>The URL of an endpoint; null if the option is not given.</summary>
    public static Uri? Url(this ParseResult parsed, Option<string> option)
    {
        if (parsed.Text(option) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw Wrong(option, text, "an http or https URL, as in http://127.0.0.1:4566");
    }

    /// <summary>The exception for a wrong value.</summary>
    public static UsageException Wrong(Option option, string value, string valid) =>
        new($"{option.Name} '{value}' is not valid.", valid, UsageException.SeeHelp);

    /// <summary>The exception for two options that exclude each other.</summary>
    public static UsageException Contradiction(Option one, Option other, string why) =>
        new($"{one.Name} and {other.Name} contradict each other: {why}", $"either {one.Name} or {other.Name}", "Leave one of them out.");

    /// <summary>True if the option is on the command line.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
