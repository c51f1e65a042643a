using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Results;

/// <summary>What one run did, and what to do next. The function's reply, and the record that a repeated delivery gets again.</summary>
public sealed record RunResult
{
    /// <summary>How the run ended: the worst of its regions.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The status as a process's exit code, 0 to 6.</summary>
    public int ExitCode => (int)Status;

    /// <summary>Why it did not simply succeed, in one word; null if it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Reason { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What a person would do next, in one sentence; null if nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextStep { get; init; }

    /// <summary>Everything that is wrong with the payload and the settings, each in one line and in <see cref="Message"/> too; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Errors { get; init; }

    /// <summary>The run's id: the Lambda request id of the invocation that did the work.</summary>
    public required string RunId { get; init; }

    /// <summary>Which build did the work, as in <c>0.1.0+4f6d0c2…</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Whether nothing was to be changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Whether this is the remembered result of an earlier delivery of the same run.</summary>
    public bool Replayed { get; init; }

    /// <summary>The instant that ages are reckoned from.</summary>
    public DateTimeOffset? ReferenceTime { get; init; }

    /// <summary>Snapshots started before this instant are old enough.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>A hash over the regions' plans: equal plans have equal digests. It authorizes nothing. Null without a plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PlanDigest { get; init; }

    /// <summary>What was left out so that the result stays small enough to travel, in words; null if nothing was.</summary>
    public string? LeftOut { get; init; }

    /// <summary>What a person should know and that changes no status, each once.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Each setting's value in effect and the layer that named it.</summary>
    public IReadOnlyDictionary<string, EffectiveSetting> Settings { get; init; } = new Dictionary<string, EffectiveSetting>();

    /// <summary>The sums of all regions.</summary>
    public Totals Totals { get; init; } = new();

    /// <summary>One entry for each account's region.</summary>
    public IReadOnlyList<RegionResult> Regions { get; init; } = [];
}
