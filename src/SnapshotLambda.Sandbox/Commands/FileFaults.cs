using System.CommandLine;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Says what is wrong with a file that an option names: the first faults, and how many more.</summary>
internal static class FileFaults
{
    private const int Shown = 10;

    /// <summary>The error.</summary>
    public static UsageException In(Option option, string path, InvalidFileException fault)
    {
        IEnumerable<string> lines = fault.Errors.Take(Shown).Select(error => "  " + error);
        if (fault.Errors.Count > Shown)
            lines = lines.Append($"  and {fault.Errors.Count - Shown} more");
        return new UsageException(
            string.Join(Environment.NewLine, [$"{option.Name} '{path}' cannot be used:", .. lines]),
            "what stands behind each",
            "Correct the file. For an example of a fleet, see what --world-after FILE writes.");
    }
}
