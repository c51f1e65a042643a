using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Results;

/// <summary>The result of one run, and the next step: the function's reply, and the record that a repeated delivery gets again.</summary>
public sealed record RunResult
{
    /// <summary>How the run ended: the worst of its regions.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The status as a process's exit code, 0 to 6.</summary>
    public int ExitCode => (int)Status;

    /// <summary>The reason why it did not simply succeed, in one word; null if it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Reason { get; init; }

    /// <summary>The course of the run, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// What the deletions free at most, or would: bytes, and money where <c>pricePerGiBMonth</c> is set; "nothing" where
    /// there are none. Null where no region was reached.
    /// </summary>
    public string? AtMost { get; init; }

    /// <summary>The next step for a person, in one sentence; null if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextStep { get; init; }

    /// <summary>
    /// Everything that is wrong with the payload and the settings, each in one line and in <see cref="Message"/> too; null where nothing
    /// is.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Errors { get; init; }

    /// <summary>The run's id: the UTC day and the Lambda request id of the invocation that did the work.</summary>
    public required string RunId { get; init; }

    /// <summary>The build that did the work, as in <c>0.1.0+4f6d0c2…</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Whether nothing was to be changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Whether this is the remembered result of an earlier delivery of the same run.</summary>
    public bool Replayed { get; init; }

    /// <summary>The instant that ages are reckoned from.</summary>
    public DateTimeOffset? ReferenceTime { get; init; }

    /// <summary>Snapshots started before this instant are old enough.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>The instant of the run's beginning.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The instant of its end.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>A hash over the regions' plans: equal plans have equal digests. It authorizes nothing. Null without a plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PlanDigest { get; init; }

    /// <summary>The parts left out so that the result stays small enough to travel, in words; null if none were.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Remarks that change no status, each once.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Each setting's value in effect and the layer that named it.</summary>
    public IReadOnlyDictionary<string, EffectiveSetting> Settings { get; init; } = new Dictionary<string, EffectiveSetting>();

    /// <summary>The sums of all regions.</summary>
    public Totals Totals { get; init; } = new();

    /// <summary>One entry for each policy, by name; null without policies, and where no region was reached.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PolicyResult>? Policies { get; init; }

    /// <summary>One entry for each account's region.</summary>
    public IReadOnlyList<RegionResult> Regions { get; init; } = [];
}
