using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>What a run came to.</summary>
/// <param name="Result">Its result.</param>
/// <param name="After">The region as it left it.</param>
internal sealed record Night(RunResult Result, Region After)
{
    /// <summary>The snapshots that are left, by id.</summary>
    public string Left => string.Join(' ', After.Snapshots.Keys.Select(id => id["snap-".Length..]));

    /// <summary>How many were kept for each reason.</summary>
    public string Kept => KeptOf(Result.Totals);

    /// <summary>How many snapshots, or other things, a note counts; null without it.</summary>
    public int? Noted(NoteCode code) => Result.Notes.SingleOrDefault(note => note.Code == code.Name)?.Count;

    /// <summary>How many were kept for each reason, as in <c>Archived 2, TooYoung 1</c>.</summary>
    public static string KeptOf(SnapshotCounts counts) => string.Join(", ", counts.Kept.Select(kept => $"{kept.Key} {kept.Value}"));
}
