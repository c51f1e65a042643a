using System.CommandLine;
using System.Text;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>A file of snapshot ids, one a line. Empty lines, and those that begin with <c>#</c>, are for people.</summary>
/// <param name="Option">The option that names it.</param>
/// <param name="Path">The file.</param>
/// <param name="Ids">The ids, at least one.</param>
internal sealed record IdFile(Option Option, string Path, IReadOnlySet<string> Ids)
{
    /// <summary>Reads the file; null if the option is not given.</summary>
    /// <exception cref="UsageException">It cannot be read, has no id, or another text where an id is valid.</exception>
    public static IdFile? Read(ParseResult parsed, Option<string> option)
    {
        if (parsed.Text(option) is not { } path) return null;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(InputFile.Read(option.Name, path).Span).Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is "" or ['#', ..]) continue;
            ids.Add(AwsFormats.SnapshotId(lines[i])
                ?? throw new UsageException(
                    $"{option.Name} '{path}' has '{Shown(lines[i])}' in line {i + 1}.", Valid, "Correct that line."));
        }

        return ids.Count > 0
            ? new IdFile(option, path, ids)
            : throw new UsageException($"{option.Name} '{path}' names no snapshot.", Valid, $"Add ids, or leave {option.Name} out.");
    }

    private const string Valid = "a snapshot id a line, as in snap-0123456789abcdef0";

    private static string Shown(string line) => line.Length > 60 ? line[..57] + "..." : line;
}
