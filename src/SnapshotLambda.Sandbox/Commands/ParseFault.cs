using System.CommandLine;
using System.CommandLine.Parsing;
using SnapshotLambda.Core.Text;

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
            return OwnerOf(option, command) is { } owner
                ? new UsageException($"{option} is an option of {owner.Name}, not of {(command is RootCommand ? "the demo" : command.Name)}.", $"{owner.Name} with {option}", $"See {owner.Name} --help.")
                : Unknown($"{option} is not an option{Of(command)}.", option, options, options.Length == 0 ? "no option" : "the options");
        }

        if (parsed.UnmatchedTokens is [{ } word, ..])
        {
            return command.Subcommands.Count > 0
                ? Unknown($"'{word}' is not a command.", word, [.. command.Subcommands.Select(known => known.Name)], "the commands")
                : FlagBefore(word, parsed) is { } flag ? new UsageException($"{flag} takes no value, and '{word}' follows it.", $"{flag} alone", UsageException.SeeHelp)
                : new UsageException($"'{word}' is one argument too many.", Usage(command), UsageException.SeeHelp);
        }

        ParseError error = parsed.Errors[0];
        return error.SymbolResult is OptionResult given
            ? new UsageException($"{given.Option.Name} is given {Times(given)}.", $"{given.Option.Name} {given.Option.HelpName}".TrimEnd() + ", once", UsageException.SeeHelp)
            : new UsageException(
                command.Arguments.Count > 0 ? $"{command.Name} needs {command.Arguments[0].Name}." : error.Message,
                Usage(command),
                UsageException.SeeHelp);
    }

    /// <summary>What the command takes, with an example that works.</summary>
    private static string Usage(Command command) => command.Arguments switch
    {
        [{ Name: ApproveCommand.LogFile } log, ..] => $"{command.Name} {log.Name} and options, as in {command.Name} plan.jsonl, which invoke EVENT.json --logs plan.jsonl wrote",
        [{ } file, ..] => $"{command.Name} {file.Name} and options, as in {command.Name} events/dry-run.json",
        _ => $"{command.Name}{(command.Options.Any(option => !option.Hidden && option is not System.CommandLine.Help.HelpOption) ? " and options" : "")}, without an argument; see --help",
    };

    /// <summary>The other command, invoke before all, that has the option.</summary>
    private static Command? OwnerOf(string option, Command command) =>
        (command is RootCommand ? command.Subcommands : command.Parents.OfType<RootCommand>().Single().Subcommands)
        .FirstOrDefault(other => other != command && other.Options.Any(known => known.Name == option));

    /// <summary>The option that is only given or not, where the word stands right behind it.</summary>
    private static string? FlagBefore(string word, ParseResult parsed)
    {
        Token[] tokens = [.. parsed.Tokens];
        int at = Array.FindIndex(tokens, token => token.Type == TokenType.Argument && token.Value == word);
        return at > 0 && tokens[at - 1] is { Type: TokenType.Option, Value: var name }
            && parsed.CommandResult.Command.Options.Any(option => option.Name == name && option.Arity.MaximumNumberOfValues == 0)
            ? name
            : null;
    }

    private static string Times(OptionResult given) => given.IdentifierTokenCount > 1 ? "more than once" : "without its value";

    private static UsageException Unknown(string message, string word, string[] known, string what) =>
        new(message, $"{what} {string.Join(", ", known)}".TrimEnd(), NearestName.To(word, known) is { } near ? $"Did you mean {near}?" : UsageException.SeeHelp);

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
