using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The run's notes and the regions' messages: each text once, with its regions.</summary>
internal static class NoteList
{
    /// <summary>Writes the list, or nothing if it is empty.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        var notes = result.Notes.Select(note => (Name: "-", Text: note.Text.ReplaceLineEndings(" "))).Concat(result.Regions
            .SelectMany(region => Texts(region, result).Select(text => (Region: region, Text: text)))
            .GroupBy(note => note.Text, note => note.Region, StringComparer.Ordinal)
            .Select(note => (Name: "-", Text: $"{Places.NameOf([.. note], result.Regions)}: {note.Key}")))
            .ToList();
        if (notes.Count == 0)
            return;
        console.Heading("Notes");
        console.Named(notes);
    }

    private static IEnumerable<string> Texts(RegionResult region, RunResult result)
    {
        if (region.Status != RegionStatus.Succeeded)
            yield return $"{region.Status}{(region.Reason is null ? "" : $" ({region.Reason})")}: {region.Message}";
        else if (region.WouldRefuse && result.Regions.Count > 1)
            yield return $"A real run would be refused ({region.Reason}).";
        if (region.SkippedGuards.Count > 0 && result.Notes.All(note => note.Code != NoteCode.GuardsSkipped.Name))
            yield return $"Guards left out by skipGuards: {string.Join(", ", region.SkippedGuards)}";
        if (region.FenceOmits.Count > 0)
            yield return $"Not held by AWS itself, only by this tool's rules: {string.Join(", ", region.FenceOmits)}";
    }
}
