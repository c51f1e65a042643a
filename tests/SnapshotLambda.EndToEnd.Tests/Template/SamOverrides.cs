using System.Text.RegularExpressions;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>
/// What the SAM CLI makes of <c>--parameter-overrides</c>. It takes words up to the next option, and looks in each for pairs of a key and
/// a value, with regular expressions that this has from it: what they do not match is passed over in silence. A text of
/// <c>samconfig.toml</c> goes the same way, as one word.
/// See https://github.com/aws/aws-sam-cli/blob/develop/samcli/cli/types.py, <c>CfnParameterOverridesType</c>, and its
/// https://github.com/aws/aws-sam-cli/blob/develop/tests/unit/cli/test_types.py
/// </summary>
internal static partial class SamOverrides
{
    private const string Option = "--parameter-overrides";

    /// <summary>What a command deploys with, once a shell has read it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfCommandAsync(string command)
    {
        var words = await Shell.WordsAsync(command, "sam");
        return Of(
            words.SkipWhile(word => word != "deploy").SkipWhile(word => word != Option).Skip(1).TakeWhile(word => !word.StartsWith('-')));
    }

    /// <summary>The parameters in these words.</summary>
    /// <exception cref="FormatException">The CLI finds no parameter in one of them, and says so.</exception>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> words)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            // The blank in front is the CLI's own, for the second form to match.
            var pairs = LongForm().Matches($" {word}") is { Count: > 0 } some ? some : ShortForm().Matches($" {word}");
            if (pairs.Count == 0) throw new FormatException($"{word} is not in valid format.");
            foreach (Match pair in pairs) found[Unquoted(pair.Groups[1].Value)] = Unquoted(pair.Groups[2].Value);
        }

        return found;
    }

    private static string Unquoted(string text)
    {
        if (text.Length > 0 && text[0] == text[^1] && text[0] is '"' or '\'') text = text.Trim(text[0]);
        return Escaped().Replace(text, "$1");
    }

    [GeneratedRegex("""\\([ "'])""")]
    private static partial Regex Escaped();

    [GeneratedRegex("""ParameterKey=([A-Za-z0-9"']+),ParameterValue=("(?:\\.|[^"\\]+)*"|'(?:\\.|[^'\\]+)*'|(?:\\.|[^ "\\]+)+)""")]
    private static partial Regex LongForm();

    [GeneratedRegex(""" ([A-Za-z0-9"']+)=("(?:\\.|[^"\\]+)*"|'(?:\\.|[^'\\]+)*'|(?:\\.|[^ "\\]+)+)""")]
    private static partial Regex ShortForm();
}
