using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Rules;

/// <summary>The rules for how long snapshots are kept: tags, ages and floors. The defaults are the product's.</summary>
internal sealed record Retention
{
    /// <summary>A snapshot older than this many days, by its start time, is a candidate: 1 to 3650.</summary>
    public int MaxAgeDays { get; init; } = 30;

    /// <summary>The number of each volume's newest snapshots that are kept whatever their age: 0 to 1000.</summary>
    public int KeepLatestPerVolume { get; init; } = 1;

    /// <summary>The treatment of volumes that no longer exist.</summary>
    public DeletedVolumes DeletedVolumes { get; init; } = DeletedVolumes.KeepLatest;

    /// <summary>The treatment of copies.</summary>
    public Copies Copies { get; init; } = Copies.Keep;

    /// <summary>The scope: only snapshots that match every key.</summary>
    public TagFilter IncludeTags { get; init; } = TagFilter.Empty;

    /// <summary>A snapshot that matches any key is kept.</summary>
    public TagFilter ExcludeTags { get; init; } = new([TagFilter.DoNotDelete]);

    /// <summary>
    /// Snapshots started before the cutoff are old enough. The cutoff is the reference time less the maximum age, in UTC and without
    /// fractions of a second, as IAM compares it.
    /// </summary>
    /// <param name="referenceTime">The instant from which ages are counted.</param>
    public DateTimeOffset CutoffAt(DateTimeOffset referenceTime)
    {
        var exact = referenceTime.ToUniversalTime().AddDays(-MaxAgeDays);
        return exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerSecond));
    }
}
