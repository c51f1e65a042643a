using System.CommandLine;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Describes the errors in a file that an option names: the first ones, and the number of the others.</summary>
internal static class FileFaults
{
    private const int Shown = 10;

    /// <summary>The exception for a file.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="fault">The errors.</param>
    /// <param name="whereToLook">The documentation of such a file.</param>
    public static UsageException In(Option option, string path, InvalidFileException fault, string whereToLook)
    {
        var lines = fault.Errors.Take(Shown).Select(error => "  " + error);
        if (fault.Errors.Count > Shown)
            lines = lines.Append($"  and {fault.Errors.Count - Shown} more");
        return new UsageException(
            string.Join(Environment.NewLine, [$"{option.Name} '{path}' cannot be used:", .. lines]),
            "what each line says behind valid:",
            $"Correct the file; {whereToLook}.");
    }
}
