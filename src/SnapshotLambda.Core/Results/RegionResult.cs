using System.Text.Json.Serialization;
using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Core.Results;

/// <summary>The result of one account's region.</summary>
public sealed record RegionResult : SnapshotCounts
{
    /// <summary>How many entries <see cref="Failures"/> and <see cref="Sample"/> hold at most.</summary>
    public const int ListLimit = 20;

    /// <summary>A result without counts.</summary>
    public RegionResult()
    {
    }

    /// <summary>A result with these counts.</summary>
    internal RegionResult(SnapshotCounts counts)
        : base(counts)
    {
    }

    /// <summary>The account, 12 digits.</summary>
    [JsonPropertyOrder(1)]
    public required string Account { get; init; }

    /// <summary>The region's name, as in <c>us-east-1</c>.</summary>
    [JsonPropertyOrder(2)]
    public required string Region { get; init; }

    /// <summary>How the region ended.</summary>
    [JsonPropertyOrder(3)]
    public required RegionStatus Status { get; init; }

    /// <summary>The reason why it did not simply succeed, in one word; null if it did.</summary>
    [JsonPropertyOrder(4), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Reason { get; init; }

    /// <summary>The reason, or the success, in one sentence.</summary>
    [JsonPropertyOrder(5)]
    public required string Message { get; init; }

    /// <summary>A hash of the sorted ids to delete: equal plans have equal digests. It authorizes nothing. Null without a plan.</summary>
    [JsonPropertyOrder(6), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PlanDigest { get; init; }

    /// <summary>Whether AWS itself was seen to refuse what must not be deleted: verified, refused, untried or off.</summary>
    [JsonPropertyOrder(7)]
    public required string Fence { get; init; }

    /// <summary>Protections that the fence could not express.</summary>
    [JsonPropertyOrder(8)]
    public IReadOnlyList<string> FenceOmits { get; init; } = [];

    /// <summary>
    /// Whether AWS itself was seen to refuse what only a policy's own cutoff keeps: verified or untried, by the policy's name. Left out
    /// without policies, and without a fence.
    /// </summary>
    [JsonPropertyOrder(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? FencePolicies { get; init; }

    /// <summary>Whether a real run would be refused, for its plan or for what could not be read; only a dry run says so.</summary>
    [JsonPropertyOrder(30)]
    public bool WouldRefuse { get; init; }

    /// <summary>Guards that the settings leave out.</summary>
    [JsonPropertyOrder(31)]
    public IReadOnlyList<string> SkippedGuards { get; init; } = [];

    /// <summary>The first deletions that failed for good.</summary>
    [JsonPropertyOrder(32)]
    public IReadOnlyList<SnapshotFailure> Failures { get; init; } = [];

    /// <summary>Its facts for the run's notes.</summary>
    [JsonIgnore]
    internal RegionFacts Facts { get; init; } = RegionFacts.None;

    /// <summary>Its counts by the policy that decided, for the run's result; empty without policies.</summary>
    [JsonIgnore]
    internal IReadOnlyDictionary<string, SnapshotCounts> ByPolicy { get; init; } = new Dictionary<string, SnapshotCounts>();

    /// <summary>What became of the approval of an earlier plan; left out without <c>approvedRun</c>, and where the region has no plan.</summary>
    [JsonPropertyOrder(34), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApprovalResult? Approval { get; init; }

    /// <summary>The first, oldest, snapshots deleted or to be deleted.</summary>
    [JsonPropertyOrder(33)]
    public IReadOnlyList<SampledSnapshot> Sample { get; init; } = [];
}
