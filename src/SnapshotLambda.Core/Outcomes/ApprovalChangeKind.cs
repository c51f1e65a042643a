using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Outcomes;

/// <summary>What is otherwise than in the plan that was approved.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApprovalChangeKind>))]
public enum ApprovalChangeKind
{
    /// <summary>It was approved, and is not in the region any more.</summary>
    Gone,

    /// <summary>It was approved, and a rule or guard keeps it now.</summary>
    Kept,

    /// <summary>It would go tonight, and the approved plan did not have it: so it is not approved.</summary>
    New,
}
