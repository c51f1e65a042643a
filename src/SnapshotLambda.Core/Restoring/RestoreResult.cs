using System.Text.Json.Serialization;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Core.Restoring;

/// <summary>The result of a restore, and the next step.</summary>
public sealed record RestoreResult
{
    /// <summary>How it ended: the worst of its regions.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The status as a process's exit code.</summary>
    public int ExitCode => (int)Status;

    /// <summary>The reason why it did not simply succeed, in one word; null if it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Reason { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The next step for a person, in one sentence; null if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextStep { get; init; }

    /// <summary>Everything that is wrong with the payload and the environment, each in one line; null where nothing is.</summary>
    public IReadOnlyList<string>? Errors { get; init; }

    /// <summary>The restore's own id, as in its log.</summary>
    public required string RunId { get; init; }

    /// <summary>The run that is taken back; null where a span or single snapshots are.</summary>
    public string? TakenBack { get; init; }

    /// <summary>The build that did the work.</summary>
    public string? Version { get; init; }

    /// <summary>Whether nothing was to be changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The instant of its beginning.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The instant of its end.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>The day until which what is restored is kept; null where the settings did not stand.</summary>
    public string? KeepUntil { get; init; }

    /// <summary>The sums of all regions.</summary>
    public required RestoreCounts Totals { get; init; }

    /// <summary>The ids of the payload that no list names or, where there are no lists, that no region has. No part of the sums.</summary>
    public int NotFound { get; init; }

    /// <summary>One entry for each account's region.</summary>
    public IReadOnlyList<RestoreRegionResult> Regions { get; init; } = [];
}
