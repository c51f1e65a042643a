using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Restoring;

/// <summary>
/// What becomes of the snapshots that a run's lists name, in one region. Nothing is restored that no list names, or that came into the
/// Recycle Bin at another time.
/// </summary>
internal sealed record RestoreSelection
{
    /// <summary>Those to restore: first those that came into the bin first.</summary>
    public required IReadOnlyList<RecycleBinEntry> ToRestore { get; init; }

    /// <summary>Those that are there: restored before, or never deleted.</summary>
    public required IReadOnlyList<Snapshot> Back { get; init; }

    /// <summary>Those in the bin that came into it before or after the run.</summary>
    public required IReadOnlyList<string> NotOfThisRun { get; init; }

    /// <summary>Those that are neither in the bin nor there.</summary>
    public required IReadOnlyList<string> Gone { get; init; }

    /// <summary>Divides the snapshots.</summary>
    /// <param name="named">The ids that the lists name, with the times in which their runs deleted.</param>
    /// <param name="binned">What is in the Recycle Bin.</param>
    /// <param name="present">What is there.</param>
    public static RestoreSelection Of(
        IReadOnlyDictionary<string, IReadOnlyList<RunWindow>> named,
        IReadOnlyDictionary<string, RecycleBinEntry> binned,
        IReadOnlyDictionary<string, Snapshot> present)
    {
        List<RecycleBinEntry> toRestore = [];
        List<Snapshot> back = [];
        List<string> others = [], gone = [];
        foreach (var (id, windows) in named)
        {
            if (binned.TryGetValue(id, out var inBin))
            {
                // Missing data never counts as a match.
                if (inBin.EnteredAt is { } at && windows.Any(window => window.Holds(at))) toRestore.Add(inBin);
                else others.Add(id);
            }
            else if (present.TryGetValue(id, out var snapshot))
            {
                back.Add(snapshot);
            }
            else
            {
                gone.Add(id);
            }
        }

        return new()
        {
            ToRestore = [.. toRestore.OrderBy(one => one.EnteredAt).ThenBy(one => one.Id, StringComparer.Ordinal)],
            Back = [.. back.OrderBy(one => one.Id, StringComparer.Ordinal)],
            NotOfThisRun = [.. others.Order(StringComparer.Ordinal)],
            Gone = [.. gone.Order(StringComparer.Ordinal)],
        };
    }
}
