using System.CommandLine;
using System.CommandLine.Parsing;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Describes the parser's errors in the sandbox's own words.</summary>
internal static class ParseFault
{
    /// <summary>The first error of a wrong command line.</summary>
    public static UsageException First(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (Strays(parsed).FirstOrDefault(IsOption) is { } option)
        {
            string[] options = [.. command.Options.Where(known => !known.Hidden).Select(known => known.Name)];
            return OwnerOf(option, command) is { } owner
                ? new UsageException(
                    $"{option} is an option of {owner.Name}, not of {(command is RootCommand ? "the demo" : command.Name)}.",
                    $"{owner.Name} with {option}",
                    $"See {owner.Name} --help.")
                : Unknown($"{option} is not an option{Of(command)}.", option, options, options.Length == 0 ? "no option" : "the options");
        }

        if (parsed.UnmatchedTokens is [{ } word, ..])
        {
            return command.Subcommands.Count > 0
                ? Unknown($"'{word}' is not a command.", word, [.. command.Subcommands.Select(known => known.Name)], "the commands")
                : FlagBefore(word, parsed) is { } flag ? new UsageException(
                    $"{flag} takes no value, and '{word}' follows it.", $"{flag} alone", UsageException.SeeHelp)
                : new UsageException($"'{word}' is one argument too many.", Usage(command), UsageException.SeeHelp);
        }

        var error = parsed.Errors[0];
        return error.SymbolResult is OptionResult given
            ? new UsageException(
                $"{given.Option.Name} is given {Times(given)}.",
                $"{given.Option.Name} {given.Option.HelpName}".TrimEnd() + ", once",
                UsageException.SeeHelp)
            : new UsageException(
                command.Arguments.Count > 0 ? $"{command.Name} needs {command.Arguments[0].Name}." : error.Message,
                Usage(command),
                UsageException.SeeHelp);
    }

    /// <summary>The arguments of the command, with an example that works.</summary>
    private static string Usage(Command command) => command.Arguments switch
    {
        [{ Name: ApproveCommand.Run } run, ..] =>
            $"{command.Name} {run.Name} and options, as in {command.Name} FOLDER --event approval.json, "
            + "with the folder of a dry run's files",
        [{ Name: ReportCommand.Run } run, ..] =>
            $"{command.Name} {run.Name} and options, as in {command.Name} FOLDER --report report.html, with the folder of a run's files",
        [{ Name: RedactCommand.File } file, ..] => $"{command.Name} {file.Name} and options, as in {command.Name} result.json",
        [{ Name: RestoreOptions.What } what, ..] =>
            $"{command.Name} {what.Name} and options, as in {command.Name} 2026-11-27-8d1f4a5e --run FOLDER",
        [{ } file, ..] => $"{command.Name} {file.Name} and options, as in {command.Name} events/dry-run.json",
        _ => $"{command.Name}{(command.Options.Any(IsOwn) ? " and options" : "")}, without an argument; see --help",
    };

    /// <summary>The other command that has the option, with invoke first.</summary>
    private static Command? OwnerOf(string option, Command command) =>
        (command is RootCommand ? command.Subcommands : command.Parents.OfType<RootCommand>().Single().Subcommands)
        .FirstOrDefault(other => other != command && other.Options.Any(known => known.Name == option));

    /// <summary>The option without a value that the word follows.</summary>
    private static string? FlagBefore(string word, ParseResult parsed)
    {
        Token[] tokens = [.. parsed.Tokens];
        var at = Array.FindIndex(tokens, token => token.Type == TokenType.Argument && token.Value == word);
        return at > 0 && tokens[at - 1] is { Type: TokenType.Option, Value: var name }
            && parsed.CommandResult.Command.Options.Any(option => option.Name == name && option.Arity.MaximumNumberOfValues == 0)
            ? name
            : null;
    }

    private static bool IsOwn(Option option) => !option.Hidden && option is not System.CommandLine.Help.HelpOption;

    private static string Times(OptionResult given) => given.IdentifierTokenCount > 1 ? "more than once" : "without its value";

    private static UsageException Unknown(string message, string word, string[] known, string what) =>
        new(
            message,
            $"{what} {string.Join(", ", known)}".TrimEnd(),
            NearestName.To(word, known) is { } near ? $"Did you mean {near}?" : UsageException.SeeHelp);

    /// <summary>The words that belong to no option. The parser takes an unknown option before the event's name for that name.</summary>
    private static IEnumerable<string> Strays(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
            return parsed.UnmatchedTokens;
        var ofArguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens);
        return parsed.UnmatchedTokens
            .Concat(ofArguments.Select(token => token.Value))
            .Select(word => IsOption(word) ? word.Split('=', ':')[0] : word);
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Of(Command command) => command is RootCommand ? "" : " of " + command.Name;
}
