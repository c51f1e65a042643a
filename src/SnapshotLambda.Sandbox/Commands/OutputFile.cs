using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Checks the files that the command line asks to write.</summary>
internal static class OutputFile
{
    /// <summary>The path of the option, which can be written; null if the option is not given.</summary>
    /// <exception cref="UsageException">Its folder does not exist, or the path is a folder.</exception>
    public static string? Path(ParseResult parsed, Option<string> option)
    {
        if (parsed.Text(option) is not { } text)
            return null;
        var path = text.Length == 0 ? "" : System.IO.Path.GetFullPath(text);
        return path.Length > 0 && !Directory.Exists(path) && Directory.Exists(System.IO.Path.GetDirectoryName(path))
            ? path
            : throw OptionValue.Wrong(option, text, "a file in a folder that exists; it is made, or written over");
    }

    /// <summary>Refuses two outputs, or an output and the input, in the same file.</summary>
    public static void RefuseSharing(IEnumerable<(string Name, string? Path)> files)
    {
        var shared = files
            .Where(file => file.Path is not null)
            .GroupBy(file => System.IO.Path.GetFullPath(file.Path!))
            .FirstOrDefault(group => group.Count() > 1);
        if (shared is not null)
            throw new UsageException(
                $"{string.Join(" and ", shared.Select(file => file.Name))} name the same file, {shared.Key}.",
                "a file of its own for each",
                "Give another name to one of them.");
    }
}
