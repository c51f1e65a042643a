using System.CommandLine;
using System.CommandLine.Parsing;
using SnapshotLambda.Core;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Says in the sandbox's own words what the parser could not make sense of.</summary>
internal static class ParseFault
{
    /// <summary>The first fault of a command line that has one.</summary>
    public static UsageException First(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (Strays(parsed).FirstOrDefault(IsOption) is { } option)
        {
            string[] options = [.. command.Options.Where(known => !known.Hidden).Select(known => known.Name)];
            return command.Subcommands.FirstOrDefault(other => other.Options.Any(known => known.Name == option)) is { } owner
                ? new UsageException($"{option} is an option of {owner.Name}, not of the demo.", $"{owner.Name} with {option}", $"See {owner.Name} --help.")
                : Unknown($"{option} is not an option{Of(command)}.", option, options, "the options");
        }

        if (parsed.UnmatchedTokens is [{ } word, ..])
        {
            return command.Subcommands.Count > 0
                ? Unknown($"'{word}' is not a command.", word, [.. command.Subcommands.Select(known => known.Name)], "the commands")
                : new UsageException($"'{word}' is one argument too many.", $"one event file and options{Of(command)}", UsageException.SeeHelp);
        }

        ParseError error = parsed.Errors[0];
        return error.SymbolResult is OptionResult given
            ? new UsageException($"{given.Option.Name} is given {Times(given)}.", $"{given.Option.Name} {given.Option.HelpName}".TrimEnd() + ", once", UsageException.SeeHelp)
            : new UsageException(
                command.Arguments.Count > 0 ? $"{command.Name} needs {command.Arguments[0].Name}." : error.Message,
                command.Arguments.Count > 0 ? $"{command.Name} {command.Arguments[0].Name}, as in {command.Name} events/dry-run.json" : "see --help",
                UsageException.SeeHelp);
    }

    private static string Times(OptionResult given) => given.IdentifierTokenCount > 1 ? "more than once" : "without its value";

    private static UsageException Unknown(string message, string word, string[] known, string what) =>
        new(message, $"{what} {string.Join(", ", known)}", NearestName.To(word, known) is { } near ? $"Did you mean {near}?" : UsageException.SeeHelp);

    /// <summary>Words that no option claims. An unknown option in front of the event's name is taken for that name.</summary>
    private static IEnumerable<string> Strays(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
            return parsed.UnmatchedTokens;
        IEnumerable<Token> ofArguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens);
        return parsed.UnmatchedTokens.Concat(ofArguments.Select(token => token.Value)).Select(word => IsOption(word) ? word.Split('=', ':')[0] : word);
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Of(Command command) => command is RootCommand ? "" : " of " + command.Name;
}
