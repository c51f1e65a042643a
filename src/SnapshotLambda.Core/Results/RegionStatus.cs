using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Results;

/// <summary>How the clean-up of one account's region ended. The worst of a run's regions decides the run's status.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegionStatus>))]
public enum RegionStatus
{
    /// <summary>All that should be done is done.</summary>
    Succeeded,

    /// <summary>The region could not be read, or its plan did not stand in time.</summary>
    Failed,

    /// <summary>Some deletions or marks failed for good, or something has to be put right first.</summary>
    PartiallyFailed,

    /// <summary>More remains to be done.</summary>
    Incomplete,

    /// <summary>A safety check stopped it before any deletion.</summary>
    Refused,

    /// <summary>An organization's policy denies this region of <c>["all"]</c>; it counts as nothing.</summary>
    NotAllowed,
}
