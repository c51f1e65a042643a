using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>How long snapshots are kept: tags, ages and floors. Its defaults are the product's.</summary>
internal sealed record Retention
{
    /// <summary>A snapshot older than this many days, by its start time, is a candidate: 1 to 3650.</summary>
    public int MaxAgeDays { get; init; } = 30;

    /// <summary>How many of each volume's newest snapshots are kept whatever their age: 0 to 1000.</summary>
    public int KeepLatestPerVolume { get; init; } = 1;

    /// <summary>Whether that floor holds for volumes that no longer exist.</summary>
    public DeletedVolumes DeletedVolumes { get; init; } = DeletedVolumes.KeepLatest;

    /// <summary>What becomes of copies.</summary>
    public Copies Copies { get; init; } = Copies.Keep;

    /// <summary>The scope: only snapshots that match every key.</summary>
    public TagFilter IncludeTags { get; init; } = TagFilter.Empty;

    /// <summary>A snapshot that matches any of these is kept.</summary>
    public TagFilter ExcludeTags { get; init; } = new([TagFilter.DoNotDelete]);

    /// <summary>Snapshots started before this instant are old enough: the reference time less the maximum age, UTC, cut down to whole seconds as IAM compares them.</summary>
    /// <param name="referenceTime">The instant that ages are reckoned from.</param>
    public DateTimeOffset CutoffAt(DateTimeOffset referenceTime)
    {
        var exact = referenceTime.ToUniversalTime().AddDays(-MaxAgeDays);
        return exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerSecond));
    }
}
