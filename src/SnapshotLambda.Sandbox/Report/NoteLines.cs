using SnapshotLambda.Core;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>What a person should know of a run beside its status: a line for each note.</summary>
internal static class NoteLines
{
    /// <summary>Writes them; nothing where there are none.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        if (result.Notes.Count == 0)
            return;
        console.WriteLine();
        foreach (Note note in result.Notes)
            console.WriteLine($"Note: {note.Text.ReplaceLineEndings(" ")}");
    }
}
