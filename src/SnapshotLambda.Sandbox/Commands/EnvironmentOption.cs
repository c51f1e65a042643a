using System.CommandLine;
using System.Text.RegularExpressions;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The option <c>--env NAME=VALUE</c>, which can be repeated.</summary>
internal static partial class EnvironmentOption
{
    /// <summary>The option.</summary>
    public static Option<string[]> Create() => new("--env")
    {
        HelpName = "NAME=VALUE",
        Description = "An environment variable of the function, as the template would set it. May be repeated.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The variables, each named once; a value may be empty or contain equals signs.</summary>
    public static IReadOnlyDictionary<string, string> Read(ParseResult parsed, Option<string[]> option)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(option) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !Names().IsMatch(text.AsSpan(0, equals)) || text.Contains('\0', StringComparison.Ordinal))
                throw OptionValue.Wrong(
                    option, text, "NAME=VALUE, the name of letters, digits and underscores, as in SNAPSHOT_LAMBDA_MAX_AGE_DAYS=60");
            if (!variables.TryAdd(text[..equals], text[(equals + 1)..]))
                throw OptionValue.Wrong(option, text, $"each name once; {text[..equals]} is given twice");
        }

        return variables;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
