using System.Text.Json.Serialization;

namespace SnapshotLambda.Core.Results;

/// <summary>How a run ended. The number is the result's <c>exitCode</c>, in place of a process's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>All that should be done is done.</summary>
    Succeeded = 0,

    /// <summary>An unexpected error, a region that could not be read, or a deadline that came before its plan stood.</summary>
    Failed = 1,

    /// <summary>The payload or a setting is wrong; nothing was called.</summary>
    InvalidConfiguration = 2,

    /// <summary>Some deletions or marks failed for good, or something has to be put right first.</summary>
    PartiallyFailed = 3,

    /// <summary>More remains to be done.</summary>
    Incomplete = 4,

    /// <summary>A safety check stopped it before any deletion.</summary>
    Refused = 5,

    /// <summary>The same run is in progress elsewhere.</summary>
    AlreadyRunning = 6,
}
