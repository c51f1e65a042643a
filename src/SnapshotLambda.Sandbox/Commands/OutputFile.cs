using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Files that the command line asks to be written.</summary>
internal static class OutputFile
{
    /// <summary>The path behind the option, known to be one that can be written; null if the option is not given.</summary>
    /// <exception cref="UsageException">Its folder is not there, or it is a folder itself.</exception>
    public static string? Path(ParseResult parsed, Option<string> option)
    {
        if (parsed.Text(option) is not { } text)
            return null;
        string path = text.Length == 0 ? "" : System.IO.Path.GetFullPath(text);
        return path.Length > 0 && !Directory.Exists(path) && Directory.Exists(System.IO.Path.GetDirectoryName(path))
            ? path
            : throw OptionValue.Wrong(option, text, "a file in a folder that exists; it is made, or written over");
    }

    /// <summary>Refuses two outputs, or an output and the input, in one file.</summary>
    public static void RefuseSharing(IEnumerable<(string Name, string? Path)> files)
    {
        var shared = files.Where(file => file.Path is not null).GroupBy(file => System.IO.Path.GetFullPath(file.Path!)).FirstOrDefault(group => group.Count() > 1);
        if (shared is not null)
            throw new UsageException($"{string.Join(" and ", shared.Select(file => file.Name))} name the same file, {shared.Key}.", "a file of its own for each", "Give another name to one of them.");
    }
}
