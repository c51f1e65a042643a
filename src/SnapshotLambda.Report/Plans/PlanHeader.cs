namespace SnapshotLambda.Report.Plans;

/// <summary>What a plan file says of its account's region as a whole: everything but the snapshots.</summary>
internal sealed record PlanHeader
{
    /// <summary>The format's name and version, the first property of a file.</summary>
    public const string CurrentFormat = "snapshot-lambda/plan/1";

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The build that made the plan, as in <c>0.1.0+4f6d0c2…</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The account, 12 digits.</summary>
    public required string Account { get; init; }

    /// <summary>The region, as in <c>eu-west-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>True if nothing was to be changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The instant of the plan.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>The instant that ages are reckoned from.</summary>
    public required DateTimeOffset ReferenceTime { get; init; }

    /// <summary>Snapshots started before this instant are old enough; with policies, for the one with the least age.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>The policies, the strictest first; empty without policies.</summary>
    public IReadOnlyList<PlanPolicy> Policies { get; init; } = [];

    /// <summary>A hash of the sorted ids to delete.</summary>
    public required string Digest { get; init; }

    /// <summary>True if the plan is too large a share of what is in scope, so that a real run refuses it.</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>True if deleted snapshots are tagged for the Recycle Bin.</summary>
    public bool UsesRecycleBin { get; init; }

    /// <summary>The day after which a snapshot that is to be marked may be deleted, as in <c>2026-12-31</c>; null without marks.</summary>
    public string? DeleteAfter { get; init; }

    /// <summary>The price of a GiB of snapshots in the region for a month, in US dollars; null where none is set.</summary>
    public decimal? PricePerGiBMonth { get; init; }

    /// <summary>The counts.</summary>
    public required PlanCounts Counts { get; init; }
}
