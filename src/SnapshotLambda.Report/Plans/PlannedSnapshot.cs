using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Report.Plans;

/// <summary>A snapshot in a plan file, and what the plan decides about it.</summary>
internal sealed record PlannedSnapshot
{
    /// <summary>The snapshot's id, as in <c>snap-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The volume that it was taken of; null if EC2 names none.</summary>
    public string? VolumeId { get; init; }

    /// <summary>True if the volume id says nothing, as that of a copy.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The start time; null if EC2 names none.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The volume's size in GiB.</summary>
    public int SizeGiB { get; init; }

    /// <summary>The most bytes that its deletion can free.</summary>
    public long AtMostBytes { get; init; }

    /// <summary>True if it is in the archive tier.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Its description, any text of its creator; null without one.</summary>
    public string? Description { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>What the plan decides.</summary>
    public required PlanDecision Decision { get; init; }

    /// <summary>The reason why it stays, or waits; null for one that goes or is marked.</summary>
    public string? Reason { get; init; }

    /// <summary>The policy that decided; null without policies, and where none governs it.</summary>
    public string? Policy { get; init; }

    /// <summary>The periods whose place it has, as in <c>KeptMonthly</c>, the coarsest first.</summary>
    public IReadOnlyList<string> Periods { get; init; } = [];

    /// <summary>True if nobody has yet asked with whom it is shared: EC2 is asked about what this run would delete alone.</summary>
    public bool IsSharingUnknown { get; init; }
}
