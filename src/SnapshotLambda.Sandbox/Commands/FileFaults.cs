using System.CommandLine;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Says what is wrong with a file that an option names: the first faults, and how many more.</summary>
internal static class FileFaults
{
    private const int Shown = 10;

    /// <summary>The error.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="whereToLook">Where such a file is described.</param>
    public static UsageException In(Option option, string path, InvalidFileException fault, string whereToLook)
    {
        IEnumerable<string> lines = fault.Errors.Take(Shown).Select(error => "  " + error);
        if (fault.Errors.Count > Shown)
            lines = lines.Append($"  and {fault.Errors.Count - Shown} more");
        return new UsageException(
            string.Join(Environment.NewLine, [$"{option.Name} '{path}' cannot be used:", .. lines]),
            "what each line says behind valid:",
            $"Correct the file; {whereToLook}.");
    }
}
