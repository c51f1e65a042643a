using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>A call to AWS failed; <see cref="Error"/> says how.</summary>
internal sealed class AwsCallException(AwsError error, Exception? innerException = null)
    : Exception($"{error.Code}: {error.Message}", innerException)
{
    /// <summary>The error, classified.</summary>
    public AwsError Error { get; } = error;

    /// <summary>How often the call was made.</summary>
    public int Attempts { get; init; } = 1;
}
