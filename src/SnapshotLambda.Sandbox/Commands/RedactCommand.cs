using System.CommandLine;
using System.Globalization;
using System.Text;
using SnapshotLambda.Sandbox.Redacting;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary><c>redact FILE</c>: writes a log or a result without ids, tags and names, to show it to strangers.</summary>
internal static class RedactCommand
{
    /// <summary>The argument's name.</summary>
    public const string File = "FILE";

    private const string StandardInput = "-";

    /// <summary>The command.</summary>
    public static Command Create(ConsoleEnvironment surroundings)
    {
        var command = new Command(
            "redact",
            "Write a log, a result or a plan with a pseudonym in place of each account, id, ARN, tag, name and description, the same one "
            + "wherever it stands. Reasons, counts, statuses, regions, times and settings stay.");
        var file = new Argument<string>(File) { Description = $"The file, or {StandardInput} for standard input." };
        var output = OptionValue.One("--output", "FILE", "Write it there. Default: standard output.");
        command.Add(file);
        command.Add(output);
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var to = OutputFile.Path(parsed, output);
            if (path != StandardInput)
                OutputFile.RefuseSharing([(File, path), (output.Name, to)]);
            return RunAsync(path, to, surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(string path, string? output, ConsoleEnvironment surroundings, CancellationToken cancellation)
    {
        var text = path == StandardInput
            ? await surroundings.In.ReadToEndAsync(cancellation)
            : Encoding.UTF8.GetString(InputFile.Read(File, path).Span);
        var (redacted, replaced) = Redactor.Redact(text);
        if (output is null)
            await surroundings.Out.WriteAsync(redacted.AsMemory(), cancellation);
        else
            await WriteAsync(output, redacted, cancellation);
        var count = replaced.ToString("N0", CultureInfo.InvariantCulture);
        await surroundings.Error.WriteLineAsync($"replaced: {count} different ids, tags, names and words that are not the function's own");
        await surroundings.Error.WriteLineAsync("next: read it before you show it. A word stays where the function's own pages have it too.");
        return 0;
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        try
        {
            await System.IO.File.WriteAllTextAsync(path, text, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"--output '{path}' cannot be written: {fault.Message}", "a file that you may write", "Check the path and its permissions.");
        }
    }
}
