using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Restoring;

/// <summary>The checked settings of one restore. <see cref="RestoreSettingsReader"/> reads them.</summary>
internal sealed record RestoreSettings
{
    /// <summary>The longest span of deletions that one restore may name.</summary>
    public const int MostDays = 31;

    /// <summary>The run to take back; null for a span, or for single snapshots.</summary>
    public string? RunId { get; init; }

    /// <summary>The only snapshots to restore; null for all that the lists name.</summary>
    public IReadOnlyList<string>? SnapshotIds { get; init; }

    /// <summary>The beginning of the span of deletions; null for none.</summary>
    public DateTimeOffset? DeletedAfter { get; init; }

    /// <summary>The end of the span; null for now.</summary>
    public DateTimeOffset? DeletedBefore { get; init; }

    /// <summary>True if nothing is to be changed.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>The only accounts; null for all that the lists name.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>The only regions; null for all that the lists name.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>The name of the function that deleted.</summary>
    public string CleanUpFunction { get; init; } = "";

    /// <summary>The accounts that the function cleans; empty for its own.</summary>
    public IReadOnlyList<string> CleanedAccounts { get; init; } = [];

    /// <summary>The roles through which the accounts are reached.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>The place of the runs' lists of deletions.</summary>
    public ReportSettings Reports { get; init; } = new();

    /// <summary>True if there are lists to read. Else the ids of the payload are all that is known.</summary>
    public bool HasLists => Reports.Bucket is not null || Reports.Folder is not null;

    /// <summary>True if the lists are read: single snapshots alone are looked for without them.</summary>
    public bool ReadsLists => HasLists && (RunId is not null || DeletedAfter is not null);

    /// <summary>The tag of what may be restored.</summary>
    public RunTag Tag => new(CleanUpFunction, RunId);

    /// <summary>The span of the deletions as named; null for none.</summary>
    /// <param name="now">The present instant.</param>
    public RunWindow? SpanAt(DateTimeOffset now) => DeletedAfter is { } after ? new RunWindow(after, DeletedBefore ?? now) : null;
}
